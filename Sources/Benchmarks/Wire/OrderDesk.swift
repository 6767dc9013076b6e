import CBenchmarkReference
import CEX
import FixedPoint
import Hashing
import JSON
import Orders
import RiskControl
import Secrets
import TradingModel
import Transport
import VenueDefinitions

/// A desk with W5's instruments, limits and keys on three venues. Each order goes the way of the
/// live engine: normaliser, risk gate, ticket, dialect, bytes.
struct OrderDesk {
  private let bytes: [UInt8]
  private var lines: [Range<Int>] = []
  private let dialects: [any VenueDialect]
  private var requests: [OrderRequest] = []
  private var contexts: [RiskContext] = []
  private var gate: RiskGate
  private var exposure = [Money](repeating: .zero, count: 9)
  private var output: [UInt8] = []

  private static let start: Int64 = 1_704_067_200_000
  private static let leastNotional = Money(5)
  private static let mostExposure = Money(1_000_000)

  var count: Int { lines.count }

  init?(_ bytes: [UInt8]) {
    guard let dialects = Self.dialects() else { return nil }
    self.bytes = bytes
    self.dialects = dialects
    var limits = RiskLimits()
    limits.maximumOrderNotional = Money(250_000)
    limits.priceCollar = nil
    limits.maximumEquityMultiple = nil
    gate = RiskGate(limits: limits, policy: Policy(rules: [], otherwise: .allow))
    for place in 0..<9 {
      let instrument = Self.instrument(place)
      requests.append(
        OrderRequest(instrument: instrument, side: .buy, type: .limit, quantity: Quantity(1)))
      contexts.append(
        RiskContext(
          instrument: instrument, time: Timestamp(nanoseconds: 0), referencePrice: nil,
          quotePriceInReporting: Price(1), equity: Money(1_000_000)))
    }
    output.reserveCapacity(2_048)
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(start..<end)
      start = end + 1
    }
  }

  /// Does every line once; answers how many were accepted.
  mutating func run() -> Int {
    reset()
    var accepted = 0
    for index in lines.indices where build(index) { accepted += 1 }
    return accepted
  }

  /// The SHA-256 of all requests, how many there are and their bytes.
  mutating func digest() -> (text: String, accepted: Int, bytes: Int) {
    reset()
    var hash = SHA256()
    var accepted = 0
    var bytes = 0
    for index in lines.indices where build(index) {
      hash.update(output)
      accepted += 1
      bytes += output.count
    }
    return (hash.finish().hexadecimal, accepted, bytes)
  }

  /// Median and 99th percentile over the single orders, in nanoseconds of thread CPU time.
  mutating func percentiles() -> (Double, Double) {
    reset()
    var times: [Double] = []
    for index in lines.indices {
      times.append(Harness.time { reference_consume(build(index) ? 1 : 0) })
    }
    times.sort()
    return (times[times.count / 2], times[times.count * 99 / 100])
  }

  private mutating func reset() {
    for place in exposure.indices { exposure[place] = .zero }
  }

  /// Writes the request of a line into ``output``; false where it is refused.
  private mutating func build(_ index: Int) -> Bool {
    let range = lines[index]
    let line = bytes.withUnsafeBytes { OrderLine(UnsafeRawBufferPointer(rebasing: $0[range])) }
    guard let line else { return false }
    let place = 3 * line.venue + line.symbol
    line.fill(&requests[place])
    guard (try? Normalizer.normalize(&requests[place], referencePrice: line.reference)) != nil
    else { return false }
    let price = requests[place].price ?? line.reference
    contexts[place].referencePrice = price
    let order = requests[place].order(
      id: OrderID(UInt64(index)), clientOrderID: ClientOrderID(line.clientOrderID))
    guard let approved = try? gate.approve(order, context: contexts[place]),
      admit(approved.request, at: price, place)
    else { return false }
    output.removeAll(keepingCapacity: true)
    let ticket = OrderTicket(approved.request, requests[place].instrument)
    guard
      let request = try? dialects[line.venue].place(ticket, .perp, Self.start + Int64(index))
    else { return false }
    request.write(into: &output)
    return true
  }

  /// The workload's own limits: a least value, and what was ever sent, by venue and symbol.
  private mutating func admit(_ order: Order, at price: Price, _ place: Int) -> Bool {
    guard let worth = price.timesIfFits(order.quantity, rounding: .up),
      worth >= Self.leastNotional
    else { return false }
    let after = order.side == .buy ? exposure[place] + worth : exposure[place] - worth
    guard after.magnitude <= Self.mostExposure else { return false }
    exposure[place] = after
    return true
  }
}

extension OrderDesk {
  private static let ticks = ["0.1", "0.01", "0.001"]
  private static let steps = ["0.001", "0.001", "0.1"]
  private static let contracts = ["0.01", "0.1", "1"]

  private static func instrument(_ place: Int) -> Instrument {
    let symbol = place % 3
    let name = OrderLine.symbols[symbol]
    return Instrument(
      id: InstrumentID(place), venue: VenueID(place / 3), symbol: "\(name)/USDT:USDT",
      venueSymbol: "\(name)USDT", market: .perp, base: AssetID(symbol), quote: AssetID(3),
      settle: AssetID(3), tick: Price(ticks[symbol]) ?? .zero,
      step: Quantity(steps[symbol]) ?? .zero, minimumQuantity: Quantity(steps[symbol]) ?? .zero,
      maximumQuantity: nil, minimumNotional: .zero,
      contractSize: Quantity(place / 3 == 2 ? contracts[symbol] : "1") ?? Quantity(1),
      makerFee: .zero, takerFee: .zero, chargesBuyFeeInBase: false, marginTiers: [],
      fundingIntervalHours: 8, maximumLeverage: Rate(100))
  }

  /// The three dialects with the workload's instruments, read from answers as the venues give them.
  private static func dialects() -> [any VenueDialect]? {
    guard let registry = try? VenueRegistry.embedded(),
      let signer = try? HMACSigner(key: SecretBytes(copying: [UInt8](repeating: 0x73, count: 64)))
    else { return nil }
    var books: [String: InstrumentBook] = [:]
    for venue in OrderLine.venues {
      guard let node = try? JSONNode(parsing: answer(of: venue)),
        let answer = InstrumentAnswer(node)
      else { return nil }
      let rules = answer.instruments.enumerated().map { symbol, rules in
        // W5 keeps the zeros of the tick and the step, and two digits of a contract.
        var rules = rules
        rules.priceDecimals = ticks[symbol].utf8.count - 2
        rules.sizeDecimals = venue == "okx" ? 2 : steps[symbol].utf8.count - 2
        return rules
      }
      guard rules.count == 3 else { return nil }
      books[venue] = InstrumentBook(source: "w5", rules)
    }
    let key = String(repeating: "k", count: 64)
    let tool = RequestTool(registry: registry, instruments: books, answer: .acknowledgement) { _ in
      Credentials(key: key, signer: signer, passphrase: "passphrase")
    }
    return try? OrderLine.venues.map { try tool.dialect($0, .production) }
  }

  private static func answer(of venue: String) -> String {
    let rows = OrderLine.symbols.indices.map { index -> String in
      let (name, tick, step) = (OrderLine.symbols[index], ticks[index], steps[index])
      switch venue {
      case "binance":
        return #"{"symbol":"\#(name)USDT","contractType":"PERPETUAL","status":"TRADING","#
          + #""baseAsset":"\#(name)","quoteAsset":"USDT","marginAsset":"USDT","filters":["#
          + #"{"filterType":"PRICE_FILTER","tickSize":"\#(tick)"},"#
          + #"{"filterType":"LOT_SIZE","stepSize":"\#(step)","minQty":"\#(step)"}]}"#
      case "bybit":
        return #"{"symbol":"\#(name)USDT","contractType":"LinearPerpetual","status":"Trading","#
          + #""baseCoin":"\#(name)","quoteCoin":"USDT","settleCoin":"USDT","#
          + #""priceFilter":{"tickSize":"\#(tick)"},"#
          + #""lotSizeFilter":{"qtyStep":"\#(step)","minOrderQty":"\#(step)"}}"#
      default:
        let lot = ["0.1", "0.01", "0.1"][index]
        return #"{"instId":"\#(name)-USDT-SWAP","instType":"SWAP","tickSz":"\#(tick)","#
          + #""lotSz":"\#(lot)","minSz":"\#(lot)","ctType":"linear","settleCcy":"USDT","#
          + #""ctVal":"\#(contracts[index])","state":"live"}"#
      }
    }
    return "[" + rows.joined(separator: ",") + "]"
  }
}
