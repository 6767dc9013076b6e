import FixedPoint
import JSON
import MarketData
import TradingModel

extension RunConfiguration {
  /// The configuration as YAML with every key in a fixed order: equal configurations have equal
  /// texts. Where the journal is belongs to the machine, not to the run, and is left out.
  public var canonicalText: String {
    var lines = ["schema: \"venues.config/1\""]
    func add(_ key: String, _ value: String) { lines.append("\(key): \(JSONText.quoted(value))") }
    func add(_ key: String, _ pairs: [(String, String)]) {
      lines.append(pairs.isEmpty ? "\(key): {}" : "\(key):")
      for (name, value) in pairs {
        lines.append("  \(JSONText.quoted(name)): \(JSONText.quoted(value))")
      }
    }
    add("reportingCurrency", reportingCurrency)
    add("start", start.description)
    add("openingBalances", openingBalances.map { ($0.key, $0.amount.description) })
    add("addressBook", addressBook.map { ($0.label, $0.wallet) })
    add("defaultWallet", defaultWallet)
    add("seed", String(seed))
    add("warmUpDays", String(warmUpDays))
    add("horizonDays", String(horizonDays))
    add("gaps", gaps.rawValue)
    add("conflicts", conflicts.rawValue)
    add("maximumPriceAgeHours", String(maximumPriceAge.nanoseconds / 3_600_000_000_000))
    if let maximumOrderNotional { add("maximumOrderNotional", maximumOrderNotional.description) }
    add("maximumEquityMultiple", maximumEquityMultiple.description)
    if !policy.isEmpty { add("policy", policy) }
    if !account.isEmpty { add("account", account) }
    if !quoteStreams.isEmpty {
      add("quoteStreams", quoteStreams.map { ($0.venue, $0.symbols.joined(separator: " ")) })
      let seconds = maximumQuoteAge.nanoseconds / 1_000_000_000
      add("maximumQuoteAgeSeconds", String(seconds))
    }
    if let leverage { add("leverage", leverage.description) }
    if let deadMansSwitchSeconds { add("deadMansSwitchSeconds", String(deadMansSwitchSeconds)) }
    if allowsWithdrawingKeys { add("allowWithdrawingKeys", "true") }
    if !endpoints.isEmpty { add("endpoints", endpoints.map { ($0.service, $0.address) }) }
    addSimulation { key, value in add(key, value) }
    let table = CostSetting.entries(costs)
    if !table.isEmpty { add("costs", table) }
    if !chains.isEmpty { lines.append("chains:") }
    for chain in chains { lines += chain.canonicalLines }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What a simulation assumes beside the defaults: a text without these keys stays as it was.
  private func addSimulation(_ add: (String, String) -> Void) {
    let points = Decimal18(10_000)
    for (key, rate) in [("slippageBps", slippage), ("swapSlippageBps", swapSlippage)] {
      let value = rate.value.multipliedIfFits(by: points, rounding: .halfEven)
      if rate.isPositive, let value { add(key, value.description) }
    }
    for (key, span) in [
      ("submitLatencyMilliseconds", submitLatency), ("answerLatencyMilliseconds", answerLatency),
    ] where span.nanoseconds > 0 {
      add(key, String(span.nanoseconds / 1_000_000))
    }
  }
}
