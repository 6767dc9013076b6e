/// One header field of a request or an answer (RFC 9110 section 5).
public struct HTTPHeader: Hashable, Sendable {
  /// The field's name as it was written; compared without regard to case.
  public var name: String
  /// The field's value without surrounding white space.
  public var value: String

  /// A header field.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// Whether the name is `other`, letter case aside.
  public func isNamed(_ other: String) -> Bool {
    name.utf8.count == other.utf8.count
      && zip(name.utf8, other.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
  }

  /// Whether the field can be sent as it is: a token as name, no control characters in the value
  /// (RFC 9110 section 5.5), so that no second header can be smuggled in.
  var isSendable: Bool {
    let separators = Array("\"(),/:;<=>?@[\\]{}".utf8)
    return !name.isEmpty
      && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && !separators.contains($0) }
      && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 }
  }
}

extension [HTTPHeader] {
  /// The first value of the field called `name`, letter case aside.
  public func value(of name: String) -> String? {
    first { $0.isNamed(name) }?.value
  }
}
