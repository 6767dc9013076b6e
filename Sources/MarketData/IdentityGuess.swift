/// Guesses a series' name from the file's columns, its comments and its path, in that order.
struct IdentityGuess {
  private static let venues: [(token: String, venue: String)] = [
    ("binance", "binance"), ("bybit", "bybit"), ("okx", "okx"), ("okex", "okx"),
    ("hyperliquid", "hyperliquid"), ("coinbase", "coinbase"), ("kraken", "kraken"),
    ("deribit", "deribit"), ("uniswapv3", "uniswap_v3"), ("uniswapv2", "uniswap_v2"),
    ("curve", "curve"), ("balancer", "balancer"), ("aave", "aave_v3"), ("etherfi", "etherfi"),
    ("lido", "lido"), ("ethena", "ethena"),
  ]
  private static let issuers = [
    "weeth": "etherfi", "eeth": "etherfi", "wsteth": "lido", "steth": "lido",
    "reth": "rocketpool", "susde": "ethena",
  ]
  private var cells: [(name: String, value: String)] = []
  private let header: [String]
  private let hasHeader: Bool
  private let path: String

  /// `hasHeader` tells names in the file from names its format implies.
  init(
    header: [String], hasHeader: Bool, row: Row?, notes: [(key: String, value: String)],
    path: String
  ) {
    self.header = header.map { $0.lowercased() }
    self.hasHeader = hasHeader
    self.path = path
    if let row {
      for (index, name) in header.enumerated() where index < row.cells.count {
        cells.append((name: name.lowercased(), value: row.text(index)))
      }
    }
    cells.append(contentsOf: notes.map { (name: $0.key, value: $0.value) })
  }

  private func value(_ name: String) -> String? {
    cells.first { $0.name == name && !$0.value.isEmpty }?.value
  }

  private var fileName: Substring { path.split(separator: "/").last ?? "" }

  private var stem: Substring { fileName.split(separator: ".").first ?? "" }

  private var tokens: [String] {
    path.split { "/_-.!".contains($0) }.map { $0.lowercased() }
  }

  func key(kind: DataKind) -> SeriesKey {
    switch kind {
    case .gasPrices:
      let chain = value("chain") ?? "ethereum"
      return SeriesKey(venue: chain.lowercased(), symbol: "gas", segment: .none, kind: kind)
    case .lendingRates:
      let symbol = value("symbol") ?? protocolSymbol
      return SeriesKey(venue: "aave_v3", symbol: symbol, segment: .none, kind: kind)
    case .oraclePrices:
      let pair = [value("asset"), value("quote_currency")].compactMap { $0 }
      let symbol = pair.count == 2 ? pair.joined(separator: "_") : oraclePair
      return SeriesKey(venue: "aave_v3", symbol: symbol, segment: .none, kind: kind)
    case .stakingRates, .stakingYields, .benchmarkYields:
      let symbol = value("symbol") ?? value("asset") ?? protocolSymbol
      let venue = value("protocol") ?? Self.issuers[symbol.lowercased()] ?? "unknown"
      return SeriesKey(venue: venue, symbol: symbol, segment: .none, kind: kind)
    case .rewardPeriods, .table:
      return SeriesKey(venue: venue, symbol: String(stem), segment: .none, kind: kind)
    default:
      return SeriesKey(venue: venue, symbol: symbol, segment: segment(kind), kind: kind)
    }
  }

  private var venue: String {
    let stated = [value("exchange"), value("dex"), value("source")].compactMap { $0 }
    for text in stated.map({ $0.lowercased().filter { $0 != " " && $0 != "_" } }) {
      if let known = Self.venues.first(where: { text.hasPrefix($0.token) }) { return known.venue }
    }
    for token in tokens.reversed() {
      if let known = Self.venues.first(where: { token.hasPrefix($0.token) }) {
        return known.venue
      }
    }
    return columnVenue ?? "unknown"
  }

  /// Columns that only one venue's download site writes.
  private var columnVenue: String? {
    let marks = [
      ("taker_buy_volume", "binance"), ("taker_buy_base_volume", "binance"),
      ("agg_trade_id", "binance"), ("last_funding_rate", "binance"), ("is_buyer_maker", "binance"),
      ("trdmatchid", "bybit"), ("instrument_name", "okx"),
    ]
    return marks.first { header.contains($0.0) }?.1
  }

  private var symbol: String {
    if let base = value("base_token"), let quote = value("quote_token") { return base + quote }
    for name in ["symbol", "asset_pair", "instrument_name", "instrument"] {
      if let text = value(name) { return Self.plain(text) }
    }
    return nameSymbol ?? String(stem)
  }

  /// `ETH/USDT`, `ETH-USDT-SWAP` and `ETH_USDT` are all `ETHUSDT`.
  private static func plain(_ text: String) -> String {
    let parts = text.split { "/-_:".contains($0) }.map(String.init)
    let names = parts.filter { !["SWAP", "PERP", "SPOT"].contains($0.uppercased()) }
    if names.count == 3, names[1] == names[2] { return names[0] + names[1] }
    return names.joined()
  }

  /// The part of the file name in capitals: `ETHUSDT`, or freqtrade's `ETH_USDT_USDT`.
  private var nameSymbol: String? {
    let parts = stem.split { "_-".contains($0) }.map(String.init)
    let capitals = parts.drop { !Self.isCapitals($0) }.prefix { Self.isCapitals($0) }
    return capitals.isEmpty ? nil : Self.plain(capitals.joined(separator: "_"))
  }

  private static func isCapitals(_ text: String) -> Bool {
    text.utf8.count >= 2
      && text.utf8.allSatisfy { (65...90).contains($0) || (48...57).contains($0) }
      && text.utf8.contains { (65...90).contains($0) }
  }

  /// The part of the file name before `rates`, `oracle`, `protocol` and the like.
  private var protocolSymbol: String {
    let parts = stem.split(separator: "_").map(String.init)
    let marks = ["rates", "oracle", "protocol", "peg", "rate", "yields"]
    guard let mark = parts.firstIndex(where: { marks.contains($0.lowercased()) }), mark > 0 else {
      return String(stem)
    }
    return parts[mark - 1]
  }

  private var oraclePair: String {
    let parts = stem.split(separator: "_").map(String.init)
    guard let mark = parts.firstIndex(of: "oracle"), mark >= 2 else { return String(stem) }
    return parts[mark - 2] + "_" + parts[mark - 1]
  }

  /// Binance's spot files have no header line, those of its futures have one.
  private func segment(_ kind: DataKind) -> MarketSegment {
    if kind == .fundingRates || (kind.isBars && kind != .bars) { return .perpetual }
    let names = [
      value("data_type"), value("source"), value("exchange"), value("instrument_name"),
    ]
    let stated = names.compactMap { $0?.lowercased() }
    let perpetual = ["perp", "perpetual", "swap", "futures", "linear", "um"]
    for text in stated {
      let words = text.split { "_-/ ".contains($0) }.map(String.init)
      if words.contains(where: perpetual.contains) { return .perpetual }
      if words.contains("spot") { return .spot }
    }
    let ownName = stem.split { "_-".contains($0) }.map { $0.lowercased() }
    for words in [ownName, tokens] {
      if words.contains("spot") { return .spot }
      if words.contains(where: perpetual.contains) { return .perpetual }
    }
    let isBybitFutures = header.contains("trdmatchid")
    return isBybitFutures || (hasHeader && columnVenue == "binance") ? .perpetual : .spot
  }
}
