import FixedPoint
import JSON
import TradingModel

/// One JSON object of a venue, read by the venues' habits: numbers come as strings or numbers, and
/// an empty string, `null` or an absent member all say "none".
struct WireRow {
  let node: JSONNode

  init(_ node: JSONNode) { self.node = node }

  func has(_ name: String) -> Bool { node[name] != nil }

  /// The text of a string or number; nil for none.
  func text(_ name: String) -> String? {
    switch node[name] {
    case .string(let text): text.isEmpty ? nil : text
    case .number(let literal): literal
    default: nil
    }
  }

  /// The first of several members that has a text.
  func text(anyOf names: String...) -> String? {
    for name in names {
      if let text = text(name) { return text }
    }
    return nil
  }

  /// A text that must be there.
  func requiredText(_ names: String...) throws(WireFailure) -> String {
    for name in names {
      if let text = text(name) { return text }
    }
    throw .malformed("\(names[0]) is missing")
  }

  /// The first of several members that has a decimal; nil for none. Places beyond the eighteenth
  /// are rounded half to even: venues send such only in ratios and index prices.
  func number<Number: ExactNumber>(_ names: String...) throws(WireFailure) -> Number? {
    for name in names {
      if let value: Number = try decimal(name) { return value }
    }
    return nil
  }

  private func decimal<Number: ExactNumber>(_ name: String) throws(WireFailure) -> Number? {
    guard let text = text(name) else {
      switch node[name] {
      case nil, .null, .string: return nil
      default: throw .malformed("\(name) is not a number")
      }
    }
    guard let value = Decimal18(text) ?? Decimal18.parse(text, rounding: .halfEven) else {
      throw .malformed("\(name) is not a number: \(text.prefix(40))")
    }
    return Number(value)
  }

  /// A decimal that must be there.
  func required<Number: ExactNumber>(_ name: String) throws(WireFailure) -> Number {
    guard let value: Number = try number(name) else { throw .malformed("\(name) is missing") }
    return value
  }

  /// A decimal for which the venue writes zero to say "none".
  func nonZero<Number: ExactNumber>(_ names: String...) throws(WireFailure) -> Number? {
    for name in names {
      if let value: Number = try decimal(name), !value.isZero { return value }
    }
    return nil
  }

  /// A price or quantity, which cannot be below zero; zero says "none".
  func positive<Number: ExactNumber>(_ names: String...) throws(WireFailure) -> Number? {
    for name in names {
      guard let value: Number = try nonZero(name) else { continue }
      guard value.isPositive else { throw .malformed("\(name) is below zero: \(value)") }
      return value
    }
    return nil
  }

  /// A quantity that cannot be below zero.
  func amount(_ names: String...) throws(WireFailure) -> Quantity? {
    for name in names {
      guard let value: Quantity = try decimal(name) else { continue }
      guard !value.isNegative else { throw .malformed("\(name) is below zero: \(value)") }
      return value
    }
    return nil
  }

  /// A quantity that must be there and cannot be below zero.
  func requiredAmount(_ name: String) throws(WireFailure) -> Quantity {
    guard let value = try amount(name) else { throw .malformed("\(name) is missing") }
    return value
  }

  /// A price that must be there and above zero.
  func requiredPrice(_ name: String) throws(WireFailure) -> Price {
    guard let value: Price = try positive(name) else {
      throw .malformed("\(name) is missing or zero")
    }
    return value
  }

  /// A whole number; nil for none.
  func integer(_ name: String) throws(WireFailure) -> Int64? {
    guard let text = text(name) else { return nil }
    guard let value = Int64(text) else {
      throw .malformed("\(name) is not a whole number: \(text.prefix(40))")
    }
    return value
  }

  /// Milliseconds since 1970; nil for none, which venues also write as zero or less.
  func time(_ names: String...) throws(WireFailure) -> Timestamp? {
    for name in names {
      if let value = try integer(name), value > 0 { return Timestamp(milliseconds: value) }
    }
    return nil
  }

  /// `true`, `false`, or the same words, `1` or `0` in a string; nil for anything else.
  func flag(_ name: String) -> Bool? {
    switch node[name] {
    case .bool(let value): return value
    case .string("true"), .string("1"), .number("1"): return true
    case .string("false"), .string("0"), .number("0"): return false
    default: return nil
    }
  }

  /// The objects of a list; nil where there is no such list.
  func rows(_ name: String) throws(WireFailure) -> [WireRow]? {
    guard let elements = node[name]?.elements else { return nil }
    return try WireRow.rows(elements)
  }

  /// The objects of a list that must be there.
  func requiredRows(_ name: String) throws(WireFailure) -> [WireRow] {
    guard let rows = try rows(name) else { throw .malformed("\(name) is not a list") }
    return rows
  }

  /// A nested object; nil for none.
  func row(_ name: String) -> WireRow? {
    guard let node = node[name], node.members != nil else { return nil }
    return WireRow(node)
  }

  static func rows(_ elements: [JSONNode]) throws(WireFailure) -> [WireRow] {
    var rows: [WireRow] = []
    rows.reserveCapacity(elements.count)
    for element in elements {
      guard element.members != nil else { throw .malformed("an element is not an object") }
      rows.append(WireRow(element))
    }
    return rows
  }

  /// Buy or sell in any venue's spelling; nil for none or an unknown word.
  func side(_ name: String) -> Side? {
    switch text(name) {
    case "BUY", "Buy", "buy": .buy
    case "SELL", "Sell", "sell": .sell
    default: nil
    }
  }
}
