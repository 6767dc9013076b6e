import ExecutionCore
import ExecutionRuntime
import FixedPoint
import LiveRuntime
import Orders
import RiskControl
import Synchronization
import TradingModel

/// One exchange with one spot instrument, and an engine on it.
enum Fixture {
  static let instrument = InstrumentID(0)

  static func catalog() -> Catalog {
    var catalog = Catalog()
    catalog.venues = [Venue(id: VenueID(0), name: "exchange", kind: .exchange)]
    catalog.assets = [
      Asset(id: AssetID(0), symbol: "USDT", decimals: 6),
      Asset(id: AssetID(1), symbol: "ETH", decimals: 18),
    ]
    catalog.instruments = [
      Instrument(
        id: instrument, venue: VenueID(0), symbol: "ETH/USDT", venueSymbol: "ETHUSDT",
        market: .spot, base: AssetID(1), quote: AssetID(0), settle: AssetID(0),
        tick: Price(1), step: Quantity(1), minimumQuantity: Quantity(1), maximumQuantity: nil,
        minimumNotional: .zero, contractSize: Quantity(1), makerFee: .zero, takerFee: .zero,
        chargesBuyFeeInBase: true, marginTiers: [], fundingIntervalHours: 8,
        maximumLeverage: Rate(1))
    ]
    return catalog
  }

  static func core() -> ExecutionCore {
    ExecutionCore(
      CoreConfiguration(
        catalog: catalog(), reportingCurrency: AssetID(0),
        gate: RiskGate(limits: RiskLimits(), policy: .permissive),
        clientOrderIDs: ClientOrderIDScheme(instance: 1, key: [1])))
  }

  static let quote = Input.market(
    .quote(
      instrument,
      Quote(
        bid: Price(99), ask: Price(101), bidSize: Quantity(10), askSize: Quantity(10))))

  static let opening = Input.opening([
    Movement(
      key: PositionKey(venue: VenueID(0), asset: AssetID(0)), amount: Quantity(1_000_000),
      cause: .opening)
  ])

  static let order = Input.order(
    NewOrder(
      instrument: instrument, side: .buy, type: .limit, quantity: Quantity(1), price: Price(90)))
}

/// What happened, in order; written by recorder and port alike.
final class History: Sendable {
  private let lines = Mutex<[String]>([])

  func note(_ line: String) { lines.withLock { $0.append(line) } }
  var all: [String] { lines.withLock { $0 } }
}

/// A recorder that notes what it is asked for, and may fail.
final class NotingRecorder: InputRecorder {
  let history: History
  let failsCommit: Bool

  init(_ history: History, failsCommit: Bool = false) {
    self.history = history
    self.failsCommit = failsCommit
  }

  struct Broken: Error {}

  func record(_ input: Stamped, effects: [Effect], core: ExecutionCore) throws {
    history.note("record \(input.sequence)")
  }

  func stage(_ input: Stamped, effects: [Effect], core: ExecutionCore) throws {
    history.note("stage \(input.sequence)")
  }

  func commitStaged(core: ExecutionCore) throws {
    if failsCommit { throw Broken() }
    history.note("commit")
  }
}

/// A port that notes what it is asked for and accepts every order a moment later.
struct NotingPort: ExecutionPort {
  let history: History
  var delay = TimeSpan(nanoseconds: 1000)

  mutating func submit(
    _ order: Approved<Order>, at time: Timestamp, into answers: inout [ScheduledEvent]
  ) {
    history.note("submit \(order.request.id.raw)")
    answers.append(
      ScheduledEvent(
        time: time.advanced(by: delay),
        event: .orderAccepted(order.request.id, venueOrderID: "v")))
  }

  mutating func cancel(
    _ order: OrderID, at time: Timestamp, into answers: inout [ScheduledEvent]
  ) {
    history.note("cancel \(order.raw)")
  }

  mutating func setTradingStop(
    _ instrument: InstrumentID, _ stop: TradingStop, at time: Timestamp,
    into answers: inout [ScheduledEvent]
  ) {}

  mutating func perform(
    _ transaction: Approved<ChainTransaction>, at time: Timestamp,
    into answers: inout [ScheduledEvent]
  ) {}

  mutating func transfer(
    _ transfer: Approved<TransferRequest>, at time: Timestamp,
    into answers: inout [ScheduledEvent]
  ) {}
}
