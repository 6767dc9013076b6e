import JSON

/// One call of JSON-RPC 2.0: a method and its positional parameters.
public struct JSONRPCCall: Hashable, Sendable {
  /// The method, such as `eth_call`.
  public let method: String
  /// The parameters' JSON text, an array; it is sent as it stands.
  public let parameters: String
  private let quotedMethod: String

  /// A call with its parameters.
  public init(_ method: String, _ parameters: [JSONNode] = []) {
    self.method = method
    self.parameters = JSONNode.array(parameters).description
    quotedMethod = JSONText.quoted(method)
  }

  /// A call with one text parameter, such as a raw transaction in hexadecimal.
  public init(_ method: String, text: String) {
    self.init(method, [.string(text)])
  }

  /// The most bytes the call takes.
  var encodedSize: Int { parameters.utf8.count + quotedMethod.utf8.count + 72 }

  /// Appends the call's object.
  func append(id: UInt64, to text: inout [UInt8]) {
    text.append(#"{"jsonrpc":"2.0","id":"#)
    text.append(decimal: id)
    text.append(#","method":"#)
    text.append(contentsOf: quotedMethod.utf8)
    text.append(#","params":"#)
    text.append(contentsOf: parameters.utf8)
    text.append(UInt8(ascii: "}"))
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }

  fileprivate mutating func append(decimal number: UInt64) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var start = 20
      var rest = number
      repeat {
        start -= 1
        digits[start] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
        rest /= 10
      } while rest > 0
      append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
    }
  }
}
