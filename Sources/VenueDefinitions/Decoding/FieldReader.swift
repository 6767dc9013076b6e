import Ethereum
import FixedPoint
import TradingModel

/// The fields of one mapping; every key of it must be among the known ones.
struct FieldReader {
  let reader: NodeReader
  private let pairs: [(key: String, value: NodeReader)]

  /// Opens a mapping that may hold only these keys.
  init(_ reader: NodeReader, keys: [String]) throws(VenueDefinitionError) {
    self.reader = reader
    pairs = try reader.pairs()
    for pair in pairs where !keys.contains(pair.key) {
      throw pair.value.error(
        .unknownKey(pair.key, nearest: Spelling.nearest(to: pair.key, among: keys)))
    }
  }

  /// The value under a key, or nil.
  func optional(_ key: String) -> NodeReader? { pairs.first { $0.key == key }?.value }

  /// The value under a key.
  func required(_ key: String) throws(VenueDefinitionError) -> NodeReader {
    guard let value = optional(key) else { throw reader.error(.missingKey(key)) }
    return value
  }

  func text(_ key: String) throws(VenueDefinitionError) -> String { try required(key).text() }

  func optionalText(_ key: String) throws(VenueDefinitionError) -> String? {
    guard let value = optional(key) else { return nil }
    return try value.text()
  }

  func number<Number: ExactNumber>(
    _ key: String, _ rule: NumberRule
  ) throws(VenueDefinitionError) -> Number {
    Number(try required(key).decimal(rule))
  }

  func optionalNumber<Number: ExactNumber>(
    _ key: String, _ rule: NumberRule
  ) throws(VenueDefinitionError) -> Number? {
    guard let value = optional(key) else { return nil }
    return Number(try value.decimal(rule))
  }

  func integer(_ key: String, _ range: ClosedRange<Int>) throws(VenueDefinitionError) -> Int {
    try required(key).integer(range)
  }

  func optionalAddress(_ key: String) throws(VenueDefinitionError) -> Address? {
    guard let value = optional(key) else { return nil }
    return try value.address()
  }

  /// The elements under a key; none when the key is absent.
  func elements(_ key: String) throws(VenueDefinitionError) -> [NodeReader] {
    guard let value = optional(key) else { return [] }
    return try value.elements()
  }

  /// The words of a list under a required key.
  func words(_ key: String) throws(VenueDefinitionError) -> [String] {
    var words: [String] = []
    for element in try required(key).elements() {
      let word = try element.text()
      if words.contains(word) { throw element.error(.duplicate(word)) }
      words.append(word)
    }
    return words
  }

  /// The choices of a list under a required key.
  func choices<Choice: RawRepresentable & CaseIterable & Equatable>(
    _ key: String
  ) throws(VenueDefinitionError) -> [Choice] where Choice.RawValue == String {
    var choices: [Choice] = []
    for element in try required(key).elements() {
      let choice: Choice = try element.choice()
      if choices.contains(choice) { throw element.error(.duplicate(choice.rawValue)) }
      choices.append(choice)
    }
    return choices
  }
}
