import FixedPoint
import MarketData
import TradingModel
import VenueDefinitions
import Yams

extension RunConfiguration {
  /// Keys of the file, in the order `config show` prints them.
  public static let keys = [
    "schema", "reportingCurrency", "start", "openingBalances", "addressBook", "defaultWallet",
    "seed", "warmUpDays", "horizonDays", "gaps", "conflicts", "maximumPriceAgeHours",
    "maximumOrderNotional", "maximumEquityMultiple", "policy", "journal",
  ]

  /// Reads a configuration.
  ///
  /// - Throws: ``ConfigurationError`` naming file, key, what was found and what is allowed.
  public init(yaml: String, file: String) throws(ConfigurationError) {
    let fields = try ConfigurationFields(yaml: yaml, file: file, known: Self.keys)
    let schema = try fields.text("schema")
    guard schema == "venues.config/1" else {
      throw fields.failure("schema", "is '\(schema)'", "Write schema: venues.config/1.")
    }
    reportingCurrency = try fields.text("reportingCurrency")
    start = try fields.value("start", "an instant such as 2024-08-15T00:00:00Z") { Timestamp($0) }
    openingBalances = try fields.pairs("openingBalances").map { pair throws(ConfigurationError) in
      guard let amount = Quantity(pair.value), !amount.isNegative else {
        throw fields.failure(
          "openingBalances.\(pair.key)", "is '\(pair.value)'", "Write a decimal in quotes.")
      }
      return (key: pair.key, amount: amount)
    }
    guard !openingBalances.isEmpty else {
      throw fields.failure("openingBalances", "is empty", "A run needs something to trade with.")
    }
    addressBook = try fields.pairs("addressBook").map { (label: $0.key, wallet: $0.value) }
    defaultWallet = try fields.text("defaultWallet")
    seed = try fields.value("seed", "a whole number") { UInt64($0) }
    warmUpDays = try fields.value("warmUpDays", "1 to 400") { Int($0).flatMap(Self.days) }
    horizonDays = try fields.value("horizonDays", "1 to 4000") { Int($0).flatMap(Self.days) }
    gaps = try fields.value("gaps", Self.list(GapPolicy.allCases)) { GapPolicy(rawValue: $0) }
    conflicts = try fields.value("conflicts", Self.list(ConflictPolicy.allCases)) {
      ConflictPolicy(rawValue: $0)
    }
    maximumPriceAge = try fields.value("maximumPriceAgeHours", "whole hours") {
      Int64($0).flatMap { $0 > 0 && $0 < 100_000 ? .hours($0) : nil }
    }
    maximumOrderNotional = try fields.optionalValue("maximumOrderNotional", "a decimal") {
      Money($0).flatMap { $0.isPositive ? $0 : nil }
    }
    maximumEquityMultiple = try fields.value("maximumEquityMultiple", "a decimal above zero") {
      Rate($0).flatMap { $0.isPositive ? $0 : nil }
    }
    policy = try fields.optionalValue("policy", "text") { $0 } ?? ""
    journal = try fields.optionalValue("journal", "a path") { $0.isEmpty ? nil : $0 }
  }

  private static func days(_ count: Int) -> Int? { (1...4000).contains(count) ? count : nil }

  private static func list<Value: RawRepresentable>(_ values: [Value]) -> String
  where Value.RawValue == String { values.map(\.rawValue).joined(separator: ", ") }

  /// The configuration inside the binary.
  public static func embedded() throws(ConfigurationError) -> RunConfiguration {
    guard let text = EmbeddedResources.text("config/backtest.yaml") else {
      throw ConfigurationError(
        file: "config/backtest.yaml", path: "", message: "is not embedded", hint: "Rebuild.")
    }
    return try RunConfiguration(yaml: text, file: "config/backtest.yaml (embedded)")
  }
}

/// Strict access to the keys of one YAML mapping.
struct ConfigurationFields {
  let file: String
  private let nodes: [(key: String, node: Node)]

  init(yaml: String, file: String, known: [String]) throws(ConfigurationError) {
    self.file = file
    let root: Node?
    do {
      root = try Yams.compose(yaml: yaml)
    } catch {
      throw ConfigurationError(
        file: file, path: "", message: "is not YAML: \(error)", hint: "Check the indentation.")
    }
    guard let mapping = root?.mapping else {
      throw ConfigurationError(
        file: file, path: "", message: "is not a mapping", hint: "Start from `venues config show`.")
    }
    nodes = mapping.map { (key: $0.key.string ?? "", node: $0.value) }
    for (key, _) in nodes where !known.contains(key) {
      let nearest = Spelling.nearest(to: key, among: known).map { " Did you mean '\($0)'?" } ?? ""
      throw ConfigurationError(
        file: file, path: key, message: "is no known key.\(nearest)",
        hint: "Known: \(known.joined(separator: ", ")).")
    }
  }

  func failure(_ path: String, _ message: String, _ hint: String) -> ConfigurationError {
    ConfigurationError(file: file, path: path, message: message, hint: hint)
  }

  func text(_ key: String) throws(ConfigurationError) -> String {
    try value(key, "text") { $0.isEmpty ? nil : $0 }
  }

  func value<Value>(
    _ key: String, _ allowed: String, _ parse: (String) -> Value?
  ) throws(ConfigurationError) -> Value {
    guard let value = try optionalValue(key, allowed, parse) else {
      throw failure(key, "is missing", "Allowed: \(allowed).")
    }
    return value
  }

  func optionalValue<Value>(
    _ key: String, _ allowed: String, _ parse: (String) -> Value?
  ) throws(ConfigurationError) -> Value? {
    guard let node = nodes.first(where: { $0.key == key })?.node else { return nil }
    guard let text = node.scalar?.string, let value = parse(text) else {
      throw failure(
        key, "is '\(node.scalar?.string ?? "a list or mapping")'", "Allowed: \(allowed).")
    }
    return value
  }

  func pairs(_ key: String) throws(ConfigurationError) -> [(key: String, value: String)] {
    guard let node = nodes.first(where: { $0.key == key })?.node else {
      throw failure(key, "is missing", "Write a mapping.")
    }
    guard let mapping = node.mapping else {
      throw failure(key, "is no mapping", "Write key: value.")
    }
    var pairs: [(key: String, value: String)] = []
    for (name, value) in mapping {
      guard let name = name.string, let text = value.scalar?.string else {
        throw failure(key, "has an entry that is not text", "Write \"key\": \"value\".")
      }
      pairs.append((key: name, value: text))
    }
    return pairs.sorted { $0.key < $1.key }
  }
}
