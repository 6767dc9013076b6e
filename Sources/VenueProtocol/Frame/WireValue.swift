import FixedPoint
import JSON
import TradingModel

/// A value that venues write in their answers: numbers of money as strings, counts as numbers.
protocol WireValue {
  var wire: JSONNode { get }
}

extension JSONNode: WireValue { var wire: JSONNode { self } }
extension String: WireValue { var wire: JSONNode { .string(self) } }
extension Bool: WireValue { var wire: JSONNode { .bool(self) } }
extension Int: WireValue { var wire: JSONNode { .number(String(self)) } }
extension Int64: WireValue { var wire: JSONNode { .number(String(self)) } }
extension Decimal18: WireValue { var wire: JSONNode { .string(description) } }
extension Price: WireValue { var wire: JSONNode { .string(value.description) } }
extension Quantity: WireValue { var wire: JSONNode { .string(value.description) } }
extension Money: WireValue { var wire: JSONNode { .string(value.description) } }
extension Rate: WireValue { var wire: JSONNode { .string(value.description) } }

extension Array: WireValue where Element: WireValue {
  var wire: JSONNode { .array(map(\.wire)) }
}

extension Optional: WireValue where Wrapped: WireValue {
  var wire: JSONNode { self?.wire ?? .null }
}

/// A member of an object.
func field(_ name: String, _ value: any WireValue) -> JSONMember {
  JSONMember(name: name, value: value.wire)
}

/// Collects the members of an object; each is checked by itself, which keeps builds short.
@resultBuilder
enum FieldsBuilder {
  static func buildBlock(_ members: JSONMember...) -> [JSONMember] { members }
}

extension JSONNode {
  /// An object of these members, in this order.
  static func fields(@FieldsBuilder _ members: () -> [JSONMember]) -> JSONNode {
    .object(members())
  }

  /// An array of unlike values.
  static func row(_ values: [any WireValue]) -> JSONNode { .array(values.map(\.wire)) }

  /// This object with further members.
  func adding(@FieldsBuilder _ members: () -> [JSONMember]) -> JSONNode {
    guard case .object(let own) = self else { return self }
    return .object(own + members())
  }

  /// The text of a string, number or truth value.
  var plain: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .bool(let value): value ? "true" : "false"
    default: nil
    }
  }
}

extension Timestamp {
  /// Whole milliseconds since the epoch, rounded toward the past.
  var milliseconds: Int64 {
    let quotient = nanoseconds / 1_000_000
    return nanoseconds % 1_000_000 < 0 ? quotient - 1 : quotient
  }
}
