import JSON

/// A call's result: its JSON text, kept as it came and read only when asked for.
public struct JSONRPCValue: Sendable {
  private let body: [UInt8]
  private let range: Range<Int>

  init(body: [UInt8], range: Range<Int>) {
    self.body = body
    self.range = range
  }

  /// The JSON text's bytes.
  public var bytes: ArraySlice<UInt8> { body[range] }

  /// The text between the quotation marks, if this is a string without escapes, as all
  /// hexadecimal quantities and data are.
  public var plainText: String? {
    guard range.count >= 2, body[range.lowerBound] == 0x22, body[range.upperBound - 1] == 0x22
    else { return nil }
    let inside = body[(range.lowerBound + 1)..<(range.upperBound - 1)]
    return inside.contains(0x5c) ? nil : String(validating: inside, as: UTF8.self)
  }

  /// Whether the result is `null`.
  public var isNull: Bool { bytes.elementsEqual("null".utf8) }

  /// The result as a tree.
  /// - Throws: `JSONNodeError`.
  public func node() throws(JSONNodeError) -> JSONNode { try JSONNode(parsing: Array(bytes)) }
}

extension JSONRPCValue: Equatable {
  public static func == (left: Self, right: Self) -> Bool { left.bytes == right.bytes }
}
