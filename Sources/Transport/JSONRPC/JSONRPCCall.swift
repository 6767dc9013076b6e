import JSON

/// One call of JSON-RPC 2.0: a method and its positional parameters.
public struct JSONRPCCall: Hashable, Sendable {
  /// The method, such as `eth_call`.
  public let method: String
  /// The parameters' JSON text, an array; it is sent as it stands.
  public let parameters: String

  /// A call with its parameters.
  public init(_ method: String, _ parameters: [JSONNode] = []) {
    self.method = method
    self.parameters = JSONNode.array(parameters).description
  }

  /// A call with one text parameter, such as a raw transaction in hexadecimal.
  public init(_ method: String, text: String) {
    self.init(method, [.string(text)])
  }
}
