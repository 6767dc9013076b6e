import ChainTransactions
import Ethereum
import FixedPoint
import Protocols
import TradingModel
import VenueDefinitions

/// Prices, rates and fees as the chain's own contracts tell them: what the risk gate and the books
/// go by where no exchange quotes.
public struct ChainMarket: Sendable {
  private let place: ChainPlace
  private let node: EthereumNode
  private let oracle: Address
  private let multicall: Address
  private let currency: AssetID
  private let reserves: [(asset: AssetID, token: Address)]

  /// The market of a place, in units of a currency that the oracle prices too.
  /// - Throws: `CallFailure.refused` where the deployment lists no oracle, or not the currency.
  public init(
    place: ChainPlace, node: EthereumNode, currency: AssetID
  ) throws(CallFailure) {
    self.place = place
    self.node = node
    self.currency = currency
    oracle = try place.contract("aave_v3.oracle")
    multicall = try place.contract("multicall3")
    _ = try place.token(currency)
    reserves = place.catalog.assets.compactMap { asset in
      place.deployment.token(asset.symbol).map { (asset.id, $0) }
    }
  }

  /// The updates of the newest block: oracle prices with the time of their source, conversion rates
  /// and the next block's base fee.
  /// - Throws: `NodeError`, `ABIError`, `CallFailure`.
  public func read() async throws -> [MarketUpdate] {
    guard let head = try await node.head() else { throw NodeError.malformed(method: "head") }
    var updates: [MarketUpdate] = []
    let fees = try await node.feeHistory()
    if let price = fees.nextBaseFee.decimal(decimals: 18, rounding: .up) {
      updates.append(.gasPrice(place.chain, Quantity(price)))
    }
    updates += try await rates(at: head.number)
    return updates + (try await prices(at: head.number))
  }

  private func batch(
    _ calls: [(target: Address, data: [UInt8])], at block: UInt64
  ) async throws -> [[UInt8]?] {
    let answer = try await node.call(
      CallRequest(from: place.account, to: multicall, data: try Multicall3.aggregate(calls)),
      at: .number(block))
    return try Multicall3.results(answer, count: calls.count)
  }

  /// Oracle prices over the currency's own. One whose source tells no time counts as of the block.
  private func prices(at block: UInt64) async throws -> [MarketUpdate] {
    var calls: [(target: Address, data: [UInt8])] = []
    for reserve in reserves {
      calls.append((oracle, try AaveOracle.price(of: reserve.token)))
      calls.append(
        (oracle, try AaveOracle.interface.call("getSourceOfAsset", .address(reserve.token))))
    }
    let answers = try await batch(calls, at: block)
    var found: [(asset: AssetID, price: Decimal18, source: Address)] = []
    for (index, reserve) in reserves.enumerated() {
      guard let priced = answers[2 * index], let sourced = answers[2 * index + 1],
        let price = try AaveOracle.interface.number(of: "getAssetPrice", priced)
          .decimal(decimals: 8, rounding: .floor), price.isPositive
      else { continue }
      let source = try AaveOracle.interface.address(of: "getSourceOfAsset", sourced)
      found.append((reserve.asset, price, source))
    }
    guard let unit = found.first(where: { $0.asset == currency }) else {
      throw CallFailure.refused(
        "the oracle has no price of \(place.catalog[currency].symbol), the reporting currency")
    }
    let times = try await times(of: found.map(\.source), at: block)
    var updates: [MarketUpdate] = []
    for (index, entry) in found.enumerated() where entry.asset != currency {
      guard let price = entry.price.divided(by: unit.price, rounding: .halfEven) else { continue }
      updates.append(
        .oraclePrice(entry.asset, quote: currency, Price(price), updatedAt: times[index]))
      // The oracle prices the wrapped coin; the coin itself is worth the same.
      if entry.asset == place.wrapped, let native = place.native {
        updates.append(
          .oraclePrice(native, quote: currency, Price(price), updatedAt: times[index]))
      }
    }
    return updates
  }

  /// When each source last answered.
  private func times(of sources: [Address], at block: UInt64) async throws -> [Timestamp] {
    let ask = try ChainlinkAggregator.latestRound()
    let answers = try await batch(sources.map { ($0, ask) }, at: block)
    let now = try await node.timestamp(of: .number(block))
    return answers.map { answer in
      let seconds = answer.flatMap { try? ChainlinkAggregator.round(from: $0).updatedAt }
      return Timestamp(seconds: seconds ?? now)
    }
  }

  /// What one unit of each wrapped share is worth in what it wraps.
  private func rates(at block: UInt64) async throws -> [MarketUpdate] {
    var calls: [(target: Address, data: [UInt8])] = []
    var assets: [AssetID] = []
    for (symbol, data) in [
      ("wstETH", try Lido.wstETH.call("stEthPerToken")),
      ("weETH", try EtherFi.weETH.call("getRate")),
      ("sUSDe", try ERC4626.interface.call("convertToAssets", .uint(Self.unit))),
    ] {
      guard let asset = place.catalog.asset(named: symbol),
        let token = place.deployment.token(symbol)
      else { continue }
      calls.append((token, data))
      assets.append(asset.id)
    }
    if calls.isEmpty { return [] }
    let answers = try await batch(calls, at: block)
    return zip(assets, answers).compactMap { asset, answer in
      guard let answer, answer.count == 32,
        let rate = UInt256(bigEndian: answer)?.decimal(decimals: 18, rounding: .floor)
      else { return nil }
      return .conversionRate(asset, Rate(rate))
    }
  }

  private static let unit: UInt256 = 1_000_000_000_000_000_000
}

extension Timestamp {
  /// An instant of Unix seconds; the latest there is where they are too many.
  init(seconds: UInt64) {
    let (nanoseconds, overflow) = Int64(clamping: seconds).multipliedReportingOverflow(
      by: 1_000_000_000)
    self.init(nanoseconds: overflow ? .max : nanoseconds)
  }
}
