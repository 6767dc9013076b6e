import JSON

/// One call of JSON-RPC 2.0: a method and its positional parameters.
public struct JSONRPCCall: Hashable, Sendable {
  /// The method, such as `eth_call`.
  public let method: String
  /// Everything behind the id, as it is sent: a call is written once, whoever it is sent to.
  private let rest: [UInt8]

  /// A call with its parameters.
  public init(_ method: String, _ parameters: [JSONNode] = []) {
    self.method = method
    let parameters = JSONNode.array(parameters).description
    rest = Array(#","method":\#(JSONText.quoted(method)),"params":\#(parameters)}"#.utf8)
  }

  /// A call with one text parameter, such as a raw transaction in hexadecimal.
  public init(_ method: String, text: String) {
    self.init(method, [.string(text)])
  }

  private static let opening: StaticString = #"{"jsonrpc":"2.0","id":"#

  /// The most bytes the call takes.
  var encodedSize: Int { rest.count + Self.opening.utf8CodeUnitCount + 20 }

  /// Appends the call's object.
  func append(id: UInt64, to text: inout [UInt8]) {
    Self.opening.withUTF8Buffer { text.append(contentsOf: $0) }
    text.append(decimal: id)
    text.append(contentsOf: rest)
  }
}

extension [UInt8] {
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
