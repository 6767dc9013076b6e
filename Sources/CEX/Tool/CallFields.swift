import FixedPoint
import JSON
import TradingModel

/// The fields of one JSON object, read strictly: an unknown one is refused with the nearest known.
struct CallFields {
  private var values: [String: JSONNode] = [:]
  /// Path before the names, for messages: `trigger.`.
  let place: String

  /// Opens an object that may hold only these fields; `aliases` are other spellings of them.
  init(
    _ node: JSONNode, allowed: [String], aliases: [String: String] = [:], place: String = ""
  ) throws(GatewayRefusal) {
    self.place = place
    guard let members = node.members else {
      throw .invalid(place.isEmpty ? "line" : String(place.dropLast()), "is no JSON object")
    }
    for member in members {
      let name = aliases[member.name] ?? member.name
      guard allowed.contains(name) else {
        let nearest = Spelling.nearest(to: member.name, among: allowed)
        let hint = nearest.map { "; did you mean \"\(place)\($0)\"?" } ?? ""
        throw GatewayRefusal(
          "unknownField", "unknown field \"\(place)\(member.name.prefix(64))\"\(hint)")
      }
      guard values[name] == nil else {
        throw .notAllowed(place + member.name, "it is given twice, by two spellings")
      }
      if member.value != .null { values[name] = member.value }
    }
  }

  func has(_ name: String) -> Bool { values[name] != nil }

  /// Text of 1 to 256 printable characters.
  func text(_ name: String) throws(GatewayRefusal) -> String? {
    guard let value = values[name] else { return nil }
    guard let text = value.literal, !text.isEmpty, text.utf8.count <= 256,
      text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
    else { throw .invalid(place + name, "is no text of 1 to 256 characters") }
    return text
  }

  func requiredText(_ name: String) throws(GatewayRefusal) -> String {
    guard let text = try text(name) else { throw .missing(place + name) }
    return text
  }

  /// An exact decimal number; the literal text counts, never a binary float.
  private func decimal(_ name: String) throws(GatewayRefusal) -> Decimal18? {
    guard let value = values[name] else { return nil }
    guard let text = value.literal, text.utf8.count <= 64, let number = Decimal18(text) else {
      throw .invalid(place + name, "is no decimal number of at most 18 decimals")
    }
    return number
  }

  /// A number above zero.
  func positive<Number: ExactNumber>(_ name: String) throws(GatewayRefusal) -> Number? {
    guard let number = try decimal(name) else { return nil }
    guard number.isPositive else { throw .invalid(place + name, "is not above zero") }
    return Number(number)
  }

  /// A number of zero or more.
  func notNegative<Number: ExactNumber>(_ name: String) throws(GatewayRefusal) -> Number? {
    guard let number = try decimal(name) else { return nil }
    guard !number.isNegative else { throw .invalid(place + name, "is negative") }
    return Number(number)
  }

  func flag(_ name: String) throws(GatewayRefusal) -> Bool {
    guard let value = values[name] else { return false }
    switch value {
    case .bool(let flag): return flag
    case .string("true"): return true
    case .string("false"): return false
    default: throw .invalid(place + name, "is neither true nor false")
    }
  }

  /// A whole number of zero or more.
  func integer(
    _ name: String, maximum: Int64 = 100_000_000_000_000
  ) throws(GatewayRefusal) -> Int64? {
    guard let value = values[name] else { return nil }
    guard let text = value.literal, let number = Int64(text), (0...maximum).contains(number) else {
      throw .invalid(place + name, "is no whole number from 0 to \(maximum)")
    }
    return number
  }

  /// Ids as one array of texts.
  func texts(_ name: String) throws(GatewayRefusal) -> [String] {
    guard let value = values[name] else { return [] }
    guard let elements = value.elements, !elements.isEmpty, elements.count <= 1000 else {
      throw .invalid(place + name, "is no array of 1 to 1000 ids")
    }
    var texts: [String] = []
    for element in elements {
      guard let text = element.literal, !text.isEmpty, text.utf8.count <= 64,
        !texts.contains(text)
      else { throw .invalid(place + name, "holds something that is no id, or one twice") }
      texts.append(text)
    }
    return texts
  }

  func elements(_ name: String) throws(GatewayRefusal) -> [JSONNode] {
    guard let elements = values[name]?.elements, !elements.isEmpty, elements.count <= 1000 else {
      throw has(name)
        ? .invalid(place + name, "is no array of 1 to 1000 objects") : .missing(place + name)
    }
    return elements
  }

  /// An object of its own.
  func object(_ name: String, _ allowed: [String]) throws(GatewayRefusal) -> CallFields? {
    guard let value = values[name] else { return nil }
    return try CallFields(value, allowed: allowed, place: "\(place)\(name).")
  }

  /// One of some words, letter case, dashes and underscores aside.
  func choice<Choice>(
    _ name: String, _ choices: [(String, Choice)]
  ) throws(GatewayRefusal) -> Choice? {
    guard let text = try text(name) else { return nil }
    let wanted = Self.plain(text)
    if let found = choices.first(where: { Self.plain($0.0) == wanted }) { return found.1 }
    let words = choices.map(\.0)
    let nearest = Spelling.nearest(to: text, among: words).map { "; did you mean \"\($0)\"?" }
    throw .invalid(
      place + name,
      "is \"\(text.prefix(64))\", not one of \(words.joined(separator: ", "))\(nearest ?? "")")
  }

  private static func plain(_ word: String) -> String {
    word.lowercased().filter { $0 != "_" && $0 != "-" }
  }
}
