import JSON

extension JSONNode {
  /// A member that must be there.
  public func member(_ name: String) throws -> JSONNode {
    guard let node = self[name] else { throw MissingMember(name: name) }
    return node
  }

  /// A member that must be text or a number, as text.
  public func string(_ name: String) throws -> String {
    guard let text = try member(name).literal else { throw MissingMember(name: name) }
    return text
  }

  /// A member that must be bytes in hexadecimal.
  public func hex(_ name: String) throws -> [UInt8] {
    guard let decoded = bytes(hexadecimal: try string(name)) else {
      throw MissingMember(name: name)
    }
    return decoded
  }

  /// The text of a string or a number.
  public var literal: String? {
    switch self {
    case .number(let text), .string(let text): text
    default: nil
    }
  }
}

/// Bytes of hexadecimal digits, with or without `0x`; nil when there are others or an odd number.
public func bytes(hexadecimal text: String) -> [UInt8]? {
  let digits = Array((text.hasPrefix("0x") ? text.dropFirst(2) : text[...]).utf8)
  guard digits.count % 2 == 0 else { return nil }
  var bytes: [UInt8] = []
  for index in stride(from: 0, to: digits.count, by: 2) {
    let pair = String(decoding: digits[index...(index + 1)], as: UTF8.self)
    guard !pair.hasPrefix("+"), !pair.hasPrefix("-"), let byte = UInt8(pair, radix: 16) else {
      return nil
    }
    bytes.append(byte)
  }
  return bytes
}
