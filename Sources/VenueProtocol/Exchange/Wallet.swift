import FixedPoint
import Simulation
import TradingModel

/// A wallet: its balances and positions at the exchange, and all that its venue remembers.
struct Wallet: Sendable {
  let kind: WalletKind
  var engine: ExchangeAccount
  var orders: [OrderRecord] = []
  /// Place in ``orders`` by number.
  var places: [Int: Int] = [:]
  /// Place in ``orders`` of the newest order of a client id.
  var clientPlaces: [String: Int] = [:]
  /// Places of orders that work, oldest first.
  var working: [Int] = []
  var fills: [FillRecord] = []
  var ledger: [LedgerEntry] = []
  /// Leverage chosen by instrument's market.
  var leverages: [Int: Int] = [:]
  /// Margin mode chosen by instrument's market.
  var marginModes: [Int: MarginMode] = [:]
  /// Settings that are only repeated.
  var labels: [String: String] = [:]
  /// When every order is cancelled unless the client asks again, by market; -1 for all.
  var deadlines: [(feed: Int, time: Timestamp)] = []

  init(kind: WalletKind, engine: ExchangeAccount) {
    self.kind = kind
    self.engine = engine
  }

  /// The chosen leverage of a market, as the venues start: 20, at most what is offered.
  func leverage(_ feed: Int, _ instrument: Instrument) -> Int {
    if let chosen = leverages[feed] { return chosen }
    let offered = instrument.maximumLeverage.value.mantissa / Decimal18.scaleFactor
    return min(kind.venue == "binance" ? 20 : 10, Int(clamping: offered))
  }

  func order(id: Int) -> OrderRecord? { places[id].map { orders[$0] } }

  func order(clientID: String) -> OrderRecord? { clientPlaces[clientID].map { orders[$0] } }

  mutating func remember(_ record: OrderRecord) {
    places[record.id] = orders.count
    if !record.clientID.isEmpty { clientPlaces[record.clientID] = orders.count }
    if record.isOpen { working.append(orders.count) }
    orders.append(record)
  }

  /// Changes an order and takes it off the working list when it has ended.
  mutating func change(_ id: Int, _ body: (inout OrderRecord) -> Void) {
    guard let place = places[id] else { return }
    let wasOpen = orders[place].isOpen
    body(&orders[place])
    if wasOpen, !orders[place].isOpen, let found = working.firstIndex(of: place) {
      working.remove(at: found)
    }
  }

  /// Orders that work, oldest first, of one market or all.
  func open(feed: Int? = nil, conditional: Bool? = nil) -> [OrderRecord] {
    working.map { orders[$0] }.filter { record in
      (feed == nil || record.feed == feed)
        && (conditional == nil || record.isConditional == conditional)
    }
  }
}

extension Wallet {
  /// Executions of an order, oldest first: none is numbered before its order.
  func fills(of order: Int) -> [FillRecord] {
    var result: [FillRecord] = []
    for fill in fills.reversed() {
      if fill.id < order { break }
      if fill.order == order { result.append(fill) }
    }
    return result.reversed()
  }
}
