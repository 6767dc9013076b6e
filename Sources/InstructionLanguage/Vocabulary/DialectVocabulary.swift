/// The words of the two older dialects, as data.
public enum DialectVocabulary {
  private static let shared = [
    "venue", "operation", "amount", "source_venue", "target_venue", "pair", "side", "order_type",
    "price", "token_in", "token_out", "take_profit", "stop_loss", "reduce_only", "chain",
    "network", "execution_mode", "atomic_group_id", "sequence_in_group", "timestamp_group",
    "ltv_target", "slippage_tolerance", "flash_fee_bps", "gas_cost_type", "expected_deltas",
  ]
  /// The flat form.
  public static let flat = FieldTable(
    "flat", ["id", "venue_type", "trade_type", "token", "purpose"] + shared)
  /// The Python engine's `Order`.
  public static let order = FieldTable(
    "order",
    [
      "operation_id", "source_token", "target_token", "strategy_intent", "strategy_id",
      "metadata", "operation_details",
    ] + shared)
  /// Operations of both, letter case and a leading `AAVE_` aside.
  public static let operations = [
    "spot_trade", "perp_trade", "supply", "borrow", "repay", "withdraw", "stake", "unstake",
    "swap", "flash_borrow", "flash_repay", "transfer", "wrap", "unwrap", "claim",
  ]
  /// Values of `venue_type`.
  public static let venueTypes = ["cex", "onchain", "transfer"]
  /// Values of `side`.
  public static let sides = ["BUY", "SELL", "LONG", "SHORT"]
  /// Values of `trade_type`.
  public static let tradeTypes = ["SPOT", "PERP"]

  /// A venue's name here for its name there.
  static func venue(_ name: String) -> String {
    switch name.lowercased() {
    case "aave": "aave_v3"
    case "uniswap": "uniswap_v3"
    case "instadapp": "morpho"
    default: name.lowercased()
    }
  }

  /// The unified symbol of `ETH/USDT`, `ETHUSDT`, `ETH-USDT` or `ETH-USDT-SWAP`; nil when base and
  /// quote cannot be told apart.
  static func unifiedPair(_ text: String, perpetual: Bool) -> String? {
    var name = text.uppercased()
    if let colon = name.firstIndex(of: ":") { name = String(name[..<colon]) }
    if name.hasSuffix("-SWAP") { name.removeLast(5) }
    var halves = name.split(omittingEmptySubsequences: false) { "/-_".contains($0) }.map(
      String.init)
    if halves.count == 1 {
      let quotes = ["FDUSD", "USDT", "USDC", "USD", "EUR", "BTC", "ETH"]
      guard let quote = quotes.first(where: { name.hasSuffix($0) && name.count > $0.count })
      else { return nil }
      halves = [String(name.dropLast(quote.count)), quote]
    }
    guard halves.count == 2,
      halves.allSatisfy({ half in
        !half.isEmpty && half.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
      })
    else { return nil }
    let spot = "\(halves[0])/\(halves[1])"
    return perpetual ? "\(spot):\(halves[1])" : spot
  }
}
