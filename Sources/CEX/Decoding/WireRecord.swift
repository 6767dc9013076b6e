import FixedPoint
import JSON
import TradingModel

/// A normalised value that the wire tool prints, all its members in a fixed order.
protocol WireRecord: Sendable {
  /// Writes the members of its object.
  func write(into writer: inout JSONWriter)
}

extension JSONWriter {
  /// Writes a time as milliseconds and, beside it, as RFC 3339; null where there is none.
  mutating func time(_ name: String, _ value: Timestamp?) {
    number(name, value.map { $0.nanoseconds / 1_000_000 })
  }

  /// Writes a truth value, or null.
  mutating func flag(_ name: String, ifKnown value: Bool?) {
    if let value { flag(name, value) } else { field(name, JSONNode.null) }
  }

  /// Writes a text, or null.
  mutating func text(_ name: String, _ value: String?) {
    if let value { field(name, value) } else { field(name, JSONNode.null) }
  }

  /// Writes a record, or null.
  mutating func record(_ name: String, _ value: (some WireRecord)?) {
    key(name)
    if let value {
      object { value.write(into: &$0) }
    } else {
      node(.null)
    }
  }

  /// Writes records.
  mutating func records(_ name: String, _ values: [some WireRecord]) {
    key(name)
    array(values) { writer, value in writer.object { value.write(into: &$0) } }
  }
}
