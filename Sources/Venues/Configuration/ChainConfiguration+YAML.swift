import Ethereum
import FixedPoint
import JSON
import OnChain
import TradingModel
import Yams

extension ChainConfiguration {
  private static let keys = [
    "rpc", "quorum", "chainId", "confirmations", "deployments", "account", "fees", "policy",
    "pollMilliseconds", "refreshSeconds", "clockSkewSeconds", "relay",
    "ws",
  ]

  /// The chains of a configuration, ascending by name.
  static func all(_ fields: ConfigurationFields) throws(ConfigurationError) -> [ChainConfiguration]
  {
    guard let node = fields.nodes.first(where: { $0.key == "chains" })?.node else { return [] }
    guard let mapping = node.mapping else {
      throw fields.failure("chains", "is no mapping", "Write chains: and under it ethereum:.")
    }
    var chains: [ChainConfiguration] = []
    for (key, value) in mapping {
      guard let name = key.string else {
        throw fields.failure("chains", "has a key that is not text", "Write ethereum:.")
      }
      let section = try ConfigurationSection(
        value, path: "chains.\(name)", known: keys, fields: fields)
      chains.append(try ChainConfiguration(name, section))
    }
    return chains.sorted { $0.name < $1.name }
  }

  private init(_ name: String, _ section: ConfigurationSection) throws(ConfigurationError) {
    self.name = name
    endpoints = try section.list("rpc")
    guard !endpoints.isEmpty else {
      throw section.failure("rpc", "is missing", "Write rpc: [\"http://127.0.0.1:8545\"].")
    }
    stream = try section.optional("ws", "a ws or wss URL, or a reference to one") {
      EndpointText.isValid($0, schemes: ["ws", "wss"]) ? $0 : nil
    }
    let count = endpoints.count
    quorum = try section.value("quorum", "1 to the number of endpoints", default: 1) {
      Int($0).flatMap { (1...count).contains($0) ? $0 : nil }
    }
    chainID = try section.value("chainId", "the chain's EIP-155 id") {
      UInt64($0).flatMap { $0 > 0 ? $0 : nil }
    }
    confirmations = try section.value("confirmations", "1 to 1000", default: 2) {
      UInt64($0).flatMap { (1...1000).contains($0) ? $0 : nil }
    }
    deployments = try section.optional("deployments", "a path") { $0.isEmpty ? nil : $0 }
    pollMilliseconds = try section.value("pollMilliseconds", "10 to 60000", default: 2_000) {
      Int($0).flatMap { (10...60_000).contains($0) ? $0 : nil }
    }
    refreshSeconds = try section.value("refreshSeconds", "1 to 86400", default: 60) {
      Int($0).flatMap { (1...86_400).contains($0) ? $0 : nil }
    }
    clockSkewSeconds = try section.value("clockSkewSeconds", "seconds, or any", default: 30) {
      $0 == "any" ? .some(nil) : Int($0).flatMap { (0...86_400).contains($0) ? .some($0) : nil }
    }
    let account = try Self.required(
      section, "account", ["wallet", "address", "key", "password"])
    wallet = try account.value("wallet", "a wallet's name", default: "wallet") {
      $0.isEmpty ? nil : $0
    }
    address = try account.value("address", Self.addressText) { Self.address($0) }
    guard let key = try account.secret("key") else {
      throw account.failure("key", "is missing", "Write env:NAME, file:/path or keystore:/path.")
    }
    self.key = key
    password = try account.secret("password")
    if key.place == .keystore, password == nil {
      throw account.failure("password", "is missing", "A keystore needs password: file:/path.")
    }
    let fees = try section.section("fees", known: ["maximumFeePerGasGwei", "maximumTotalFee"])
    let amount: (String) -> Decimal18? = { Decimal18($0).flatMap { $0.isPositive ? $0 : nil } }
    maximumFeePerGas =
      try fees?.optional("maximumFeePerGasGwei", "gwei above zero", amount) ?? Decimal18(300)
    maximumTotalFee =
      try fees?.optional("maximumTotalFee", "native coins above zero", amount) ?? .one
    relay = try Self.relay(section)
    let policy = try section.section(
      "policy",
      known: ["recipients", "spendCaps", "maximumValue", "executor", "permits"])
    maximumValue = try policy?.optional("maximumValue", "native coins above zero") {
      amount($0).map { Quantity($0) }
    }
    recipients = []
    spendCaps = []
    executor = nil
    permits = []
    guard let policy else { return }
    executor = try policy.section("executor", known: ["address", "codeHash", "use"]).map {
      (section) throws(ConfigurationError) in try ExecutorConfiguration(section)
    }
    permits = try policy.list("permits")
    recipients = try Self.recipients(policy)
    spendCaps = try Self.caps(policy, amount)
  }

  private static func relay(
    _ section: ConfigurationSection
  ) throws(ConfigurationError) -> RelayConfiguration? {
    guard let relay = try section.section("relay", known: RelayConfiguration.keys) else {
      return nil
    }
    return try RelayConfiguration(relay)
  }

  private static func recipients(
    _ policy: ConfigurationSection
  ) throws(ConfigurationError) -> [String] {
    try policy.list("recipients").map { text throws(ConfigurationError) in
      guard let address = Self.address(text) else {
        throw policy.failure("recipients", "has '\(text)'", "Allowed: \(Self.addressText).")
      }
      return address
    }
  }

  private static func caps(
    _ policy: ConfigurationSection, _ amount: (String) -> Decimal18?
  ) throws(ConfigurationError) -> [(token: String, amount: Quantity)] {
    try policy.pairs("spendCaps").map { pair throws(ConfigurationError) in
      guard let cap = amount(pair.value) else {
        throw policy.failure(
          "spendCaps.\(pair.key)", "is '\(pair.value)'", "Write a decimal in quotes.")
      }
      return (token: pair.key, amount: Quantity(cap))
    }
  }

  static let addressText = "an address with its EIP-55 checksum"

  /// A mistyped address would lose money, so its checksum is demanded.
  static func address(_ text: String) -> String? {
    Address(text)?.description == text ? text : nil
  }

  private static func required(
    _ section: ConfigurationSection, _ key: String, _ known: [String]
  ) throws(ConfigurationError) -> ConfigurationSection {
    guard let inner = try section.section(key, known: known) else {
      throw section.failure(key, "is missing", "Write a mapping of \(known).")
    }
    return inner
  }

  /// The lines of the canonical text, in a fixed order.
  var canonicalLines: [String] {
    func quoted(_ text: String) -> String { JSONText.quoted(text) }
    func list(_ texts: [String]) -> String {
      "[" + texts.map { quoted($0) }.joined(separator: ", ") + "]"
    }
    var lines = ["  \(quoted(name)):", "    rpc: \(list(endpoints))"]
    func add(_ key: String, _ value: String?, indent: Int = 4) {
      guard let value else { return }
      lines.append(String(repeating: " ", count: indent) + "\(key): \(quoted(value))")
    }
    add("ws", stream)
    add("quorum", "\(quorum)")
    add("chainId", "\(chainID)")
    add("confirmations", "\(confirmations)")
    add("deployments", deployments)
    add("pollMilliseconds", "\(pollMilliseconds)")
    add("refreshSeconds", "\(refreshSeconds)")
    add("clockSkewSeconds", clockSkewSeconds.map { "\($0)" } ?? "any")
    lines.append("    account:")
    add("wallet", wallet, indent: 6)
    add("address", address, indent: 6)
    add("key", key.description, indent: 6)
    add("password", password?.description, indent: 6)
    lines.append("    fees:")
    add("maximumFeePerGasGwei", maximumFeePerGas.description, indent: 6)
    add("maximumTotalFee", maximumTotalFee.description, indent: 6)
    if let relay {
      lines.append("    relay:")
      add("url", relay.url, indent: 6)
      add("key", relay.key.description, indent: 6)
      add("password", relay.password?.description, indent: 6)
      add("form", relay.form.rawValue, indent: 6)
      add("blocks", "\(relay.blocks)", indent: 6)
    }
    lines.append("    policy:")
    lines.append("      recipients: \(list(recipients))")
    let caps = spendCaps.map { "\(quoted($0.token)): \(quoted($0.amount.description))" }
    lines.append("      spendCaps: {\(caps.joined(separator: ", "))}")
    add("maximumValue", maximumValue?.description, indent: 6)
    if !permits.isEmpty { lines.append("      permits: \(list(permits))") }
    guard let executor else { return lines }
    lines.append("      executor:")
    add("address", executor.address, indent: 8)
    add("codeHash", executor.codeHash, indent: 8)
    add("use", executor.use.rawValue, indent: 8)
    return lines
  }
}
