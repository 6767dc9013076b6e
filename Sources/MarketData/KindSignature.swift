/// The columns by which a kind is recognised. The first signature that fits wins.
struct KindSignature {
  typealias Column = (name: String, aliases: [String])
  var kind: DataKind
  var time: [String]
  var required: [Column]
  var optional: [Column] = []
  var side: [String] = []
  var identifier: [String] = []
  var forbidden: [String] = []

  private static let prices: [Column] = ["open", "high", "low", "close"].map { ($0, [$0]) }

  static let all: [KindSignature] = rates + onChain + market

  private static let rates = [
    KindSignature(
      kind: .fundingRates,
      time: ["calc_time", "funding_timestamp", "funding_time", "fundingtime"],
      required: [
        ("rate", ["real_funding_rate", "last_funding_rate", "funding_rate", "fundingrate"])
      ],
      optional: [("interval_hours", ["funding_interval_hours"])], forbidden: ["local_timestamp"]),
    KindSignature(
      kind: .lendingRates, time: ["timestamp", "targetdate"],
      required: [
        ("liquidity_index", ["liquidityindex"]),
        ("variable_borrow_index", ["variableborrowindex"]),
      ],
      optional: [
        ("liquidity_rate", ["currentliquidityrate"]),
        ("variable_borrow_rate", ["currentvariableborrowrate"]),
        ("supplied", ["totalatoken"]), ("variable_debt", ["totalvariabledebt"]),
        ("price", ["price", "oracle_price_usd"]),
      ]),
  ]

  private static let onChain = [
    KindSignature(
      kind: .oraclePrices, time: ["timestamp"],
      required: [("price", ["oracle_price_usd", "oracle_price_eth"])]),
    KindSignature(
      kind: .stakingRates, time: ["timestamp"], required: [("protocol_rate", ["protocol_rate"])],
      optional: [("market_rate", ["market_rate"])]),
    KindSignature(
      kind: .stakingYields, time: ["timestamp", "date"],
      required: [("base_staking_apr", ["base_staking_apr"])],
      optional: ["base_staking_apy", "daily_yield", "price_start_eth", "price_end_eth"].map {
        ($0, [$0])
      }),
    KindSignature(
      kind: .gasPrices, time: ["timestamp"], required: [("gas_price_gwei", ["gas_price_gwei"])],
      optional: [
        "base_fee_gwei", "gas_price_median_gwei", "priority_fee_p25_gwei",
        "priority_fee_p50_gwei", "priority_fee_p75_gwei",
      ].map { ($0, [$0]) }),
    KindSignature(
      kind: .benchmarkYields, time: ["timestamp", "date"],
      required: [("apr", ["apr_decimal"]), ("apy", ["apy_decimal"])]),
    KindSignature(
      kind: .rewardPeriods, time: ["period_start"], required: [],
      side: ["period_end"], identifier: ["reward_type"]),
  ]

  private static let market = [
    KindSignature(
      kind: .quotes, time: ["timestamp", "transaction_time", "event_time", "time"],
      required: [
        ("bid_price", ["bid_price", "best_bid_price"]),
        ("ask_price", ["ask_price", "best_ask_price"]),
      ],
      optional: [
        ("bid_quantity", ["bid_amount", "best_bid_qty"]),
        ("ask_quantity", ["ask_amount", "best_ask_qty"]),
      ]),
    KindSignature(
      kind: .bars, time: ["open_time", "timestamp", "ts_ms", "date", "datetime", "time"],
      required: prices,
      optional: [
        ("volume", ["volume", "vol"]),
        ("quote_volume", ["quote_volume", "quote_asset_volume", "turnover", "volume_quote"]),
        ("trades_count", ["trades_count", "count", "trades", "number_of_trades"]),
      ]),
    KindSignature(
      kind: .aggregateTrades, time: ["transact_time"],
      required: [("price", ["price"]), ("quantity", ["quantity", "qty"])],
      side: ["is_buyer_maker"], identifier: ["agg_trade_id"]),
    KindSignature(
      kind: .trades, time: ["time", "timestamp", "created_time", "trade_time"],
      required: [
        ("price", ["price"]), ("quantity", ["qty", "quantity", "size", "amount", "volume"]),
      ],
      side: ["is_buyer_maker", "isbuyermaker", "side"],
      identifier: ["id", "trade_id", "trdmatchid", "tradeid"],
      forbidden: ["is_snapshot", "open"]),
  ]

  /// Header sets of tables made by hand, whose values are text, ranges and percentages.
  static let tables: [[String]] = [
    ["staking_period_start", "staking_period_end"], ["start_date", "end_date", "payout_date"],
    ["timestamp", "date", "base", "reward"],
  ]

  /// Column names of files that have no header line, most telling first.
  static let headerless: [[String]] = [
    [
      "open_time", "open", "high", "low", "close", "volume", "close_time", "quote_volume",
      "count", "taker_buy_volume", "taker_buy_quote_volume", "ignore",
    ],
    [
      "agg_trade_id", "price", "quantity", "first_trade_id", "last_trade_id", "transact_time",
      "is_buyer_maker", "is_best_match",
    ],
    [
      "agg_trade_id", "price", "quantity", "first_trade_id", "last_trade_id", "transact_time",
      "is_buyer_maker",
    ],
    ["id", "price", "qty", "quote_qty", "time", "is_buyer_maker", "is_best_match"],
    ["timestamp", "id", "type", "side", "price", "amount", "cost"],
    ["id", "price", "qty", "quote_qty", "time", "is_buyer_maker"],
    ["timestamp", "open", "high", "low", "close", "volume"],
    ["calc_time", "funding_interval_hours", "last_funding_rate"],
  ]
}
