import FixedPoint
import MarketData
import Secrets
import TradingModel
import VenueDefinitions

extension RunConfiguration {
  /// Keys of the file, in the order `config show` prints them.
  public static let keys = [
    "schema", "reportingCurrency", "start", "openingBalances", "addressBook", "defaultWallet",
    "seed", "warmUpDays", "horizonDays", "gaps", "conflicts", "maximumPriceAgeHours",
    "maximumOrderNotional", "maximumEquityMultiple", "policy", "slippageBps", "swapSlippageBps",
    "costs", "costsFile", "submitLatencyMilliseconds", "answerLatencyMilliseconds", "secrets",
    "journal", "quoteStreams", "endpoints", "maximumQuoteAgeSeconds", "account",
    "allowWithdrawingKeys", "leverage", "deadMansSwitchSeconds", "chains",
  ]

  /// Keys whose values are mappings.
  static let mappings = [
    "openingBalances", "addressBook", "costs", "secrets", "quoteStreams", "endpoints",
  ]

  /// Reads a configuration.
  ///
  /// - Throws: ``ConfigurationError`` naming file, key, what was found and what is allowed.
  public init(yaml: String, file: String) throws(ConfigurationError) {
    try self.init(ConfigurationFields(yaml: yaml, origin: .file(file), known: Self.keys))
  }

  init(_ fields: ConfigurationFields) throws(ConfigurationError) {
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
    slippage = try fields.optionalValue("slippageBps", Self.basisPoints, Self.rate) ?? .zero
    swapSlippage =
      try fields.optionalValue("swapSlippageBps", Self.basisPoints, Self.rate) ?? .zero
    costs = try CostSetting.list(fields)
    submitLatency = try Self.latency("submitLatencyMilliseconds", fields)
    answerLatency = try Self.latency("answerLatencyMilliseconds", fields)
    journal = try fields.optionalValue("journal", "a path") { $0.isEmpty ? nil : $0 }
    quoteStreams = try fields.pairs("quoteStreams", isOptional: true).map { pair in
      let symbols = pair.value.split(separator: " ", omittingEmptySubsequences: true)
      return (venue: pair.key, symbols: symbols.map(String.init))
    }
    endpoints = try Self.endpoints(fields)
    account = try fields.optionalValue("account", "a label") { $0 } ?? ""
    maximumQuoteAge =
      try fields.optionalValue("maximumQuoteAgeSeconds", "whole seconds") {
        Int64($0).flatMap { $0 > 0 && $0 < 100_000 ? .seconds($0) : nil }
      } ?? .seconds(30)
    leverage = try fields.optionalValue("leverage", "1 to 125") {
      Rate($0).flatMap { $0 >= Rate(Decimal18.one) && $0 <= Rate(Decimal18(125)) ? $0 : nil }
    }
    deadMansSwitchSeconds = try fields.optionalValue(
      "deadMansSwitchSeconds", "10 to 120 seconds"
    ) {
      Int($0).flatMap { (10...120).contains($0) ? $0 : nil }
    }
    allowsWithdrawingKeys =
      try fields.optionalValue("allowWithdrawingKeys", "true or false") { Bool($0) } ?? false
    chains = try ChainConfiguration.all(fields)
    secrets = try Self.secrets(fields)
  }

  /// References to secrets by name; what was found is never repeated: it may be the secret itself.
  private static func secrets(
    _ fields: ConfigurationFields
  ) throws(ConfigurationError) -> [(name: String, reference: SecretReference)] {
    try fields.pairs("secrets", isOptional: true).map { pair throws(ConfigurationError) in
      guard let reference = SecretReference(configured: pair.value) else {
        throw fields.failure(
          "secrets.\(pair.key)", "is not a reference to a secret", SecretReference.advice)
      }
      return (name: pair.key, reference: reference)
    }
  }

  /// Addresses by `venue.service`. A service nobody asks for would leave the venue's own in force.
  private static func endpoints(
    _ fields: ConfigurationFields
  ) throws(ConfigurationError) -> [(service: String, address: String)] {
    let known = WireService.allCases.map(\.rawValue)
    return try fields.pairs("endpoints", isOptional: true).map {
      pair throws(ConfigurationError) in
      let parts = pair.key.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, known.contains(String(parts[1])) else {
        let nearest = Spelling.nearest(to: parts.last.map(String.init) ?? "", among: known)
        throw fields.failure(
          "endpoints.\(pair.key)", "is no service of a venue",
          (nearest.map { "Did you mean '\(parts[0]).\($0)'? " } ?? "")
            + "Write venue.service, with one of: \(known.joined(separator: ", ")).")
      }
      return (service: pair.key, address: pair.value)
    }
  }

  static let basisPoints = "basis points from 0 to 10000"

  /// Basis points as a fraction; nil outside 0 to 10,000.
  static func rate(_ text: String) -> Rate? {
    guard let points = Decimal18(text), !points.isNegative, points < Decimal18(10_000) else {
      return nil
    }
    return points.divided(by: Decimal18(10_000), rounding: .up).map { Rate($0) }
  }

  private static func latency(
    _ key: String, _ fields: ConfigurationFields
  ) throws(ConfigurationError) -> TimeSpan {
    try fields.optionalValue(key, "whole milliseconds from 0 to 3600000") { text in
      Int64(text).flatMap {
        (0...3_600_000).contains($0) ? TimeSpan(nanoseconds: $0 * 1_000_000) : nil
      }
    } ?? TimeSpan(nanoseconds: 0)
  }

  private static func days(_ count: Int) -> Int? { (1...4000).contains(count) ? count : nil }

  private static func list<Value: RawRepresentable>(_ values: [Value]) -> String
  where Value.RawValue == String { values.map(\.rawValue).joined(separator: ", ") }

  /// The configuration inside the binary.
  public static func embedded() throws(ConfigurationError) -> RunConfiguration {
    guard let text = EmbeddedConfiguration.text else {
      throw ConfigurationError(
        file: "config/backtest.yaml", path: "", message: "is not embedded", hint: "Rebuild.")
    }
    return try RunConfiguration(yaml: text, file: "config/backtest.yaml (embedded)")
  }
}
