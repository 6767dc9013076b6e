import FixedPoint
import TradingModel
import VenueDefinitions

/// What a stream has told so far: each fill once, orders that never move backwards, books by their
/// sequence. Frames may come twice or out of order.
struct StreamState: Sendable {
  let rule: BookChain.Rule
  /// Everything but orders, fills and books, in the order of arrival.
  private(set) var rest = Decoded()
  private(set) var orders: [OrderRecord] = []
  private(set) var fills: [FillRecord] = []
  private(set) var books: [(symbol: String, chain: BookChain)] = []
  private(set) var failure: WireFailure?
  /// Fills that had been told before.
  private(set) var duplicates = 0
  /// Order messages that would have moved an order backwards.
  private(set) var stale = 0
  private var orderIndex: [String: Int] = [:]
  private var fillKeys: Set<String> = []
  private var filled: [String: Quantity] = [:]

  /// Nothing heard yet.
  init(rule: BookChain.Rule) { self.rule = rule }

  /// Notes a failure; the first is the one reported, unless a later one asks for more.
  mutating func note(_ failure: WireFailure) {
    if self.failure == nil { self.failure = failure }
  }

  /// Takes what one frame says.
  mutating func take(_ decoded: Decoded) {
    for order in decoded.orders { take(order) }
    for fill in decoded.fills { take(fill) }
    for book in decoded.books { take(book) }
    rest.add(decoded)
    if let failure = decoded.failure { note(failure) }
  }

  private static func key(_ order: OrderRecord) -> String {
    let kind = order.isConditional && order.linkedOrderID == nil ? "c" : "o"
    return "\(kind) \(order.symbol ?? "") \(order.orderID ?? "")"
  }

  private mutating func take(_ order: OrderRecord) {
    let key = Self.key(order)
    guard let index = orderIndex[key] else {
      orderIndex[key] = orders.count
      orders.append(order)
      return
    }
    if orders[index].isMoved(by: order) {
      orders[index].move(to: order)
    } else {
      stale += 1
    }
  }

  private mutating func take(_ fill: FillRecord) {
    let key = "\(fill.symbol ?? fill.venueSymbol ?? "") \(fill.tradeID)"
    guard fillKeys.insert(key).inserted else {
      duplicates += 1
      return
    }
    fills.append(fill)
    guard let orderID = fill.orderID, let amount = fill.amount else { return }
    let orderKey = "\(fill.symbol ?? "") \(orderID)"
    let sum = (filled[orderKey] ?? .zero).value.adding(amount.value).map { Quantity($0) }
    filled[orderKey] = sum
    let index = orderIndex["o \(fill.symbol ?? "") \(orderID)"]
    guard let sum, let index, let ordered = orders[index].amount, sum > ordered else { return }
    orders[index].anomaly = "overfill"
    fills[fills.count - 1].anomaly = "overfill"
    note(WireFailure(.anomaly, then: .reconcile, "more was filled than was ordered"))
  }

  private mutating func take(_ book: BookRecord) {
    let symbol = book.symbol ?? book.venueSymbol ?? ""
    let index = books.firstIndex { $0.symbol == symbol } ?? books.count
    if index == books.count { books.append((symbol, BookChain(rule: rule))) }
    do throws(WireFailure) {
      try books[index].chain.take(book)
      if books[index].chain.book?.isCrossed == true {
        note(WireFailure(.sequenceGap, then: .resync, "the book is crossed"))
      }
    } catch {
      note(error)
    }
  }
}

extension OrderRecord {
  /// How far along an order is; a later message may not bring it back.
  private var rank: Int {
    switch status {
    case .unknown: -1
    case .triggerPending: 0
    case .triggered: 1
    case .open: 2
    case .partial: 3
    case .canceled, .expired, .rejected, .filled: 4
    }
  }

  /// Whether a message tells more than is known: more filled, a later state, or the same state at a
  /// later time. An unknown word never moves a state.
  func isMoved(by other: OrderRecord) -> Bool {
    let known = filled ?? .zero
    let told = other.filled ?? known
    if told < known { return false }
    if told > known { return true }
    if rank == 4 { return false }
    if other.rank > rank { return true }
    guard other.rank == rank || other.rank == -1 else { return false }
    guard let updated, let otherTime = other.updated else { return true }
    return otherTime >= updated
  }

  /// Takes a message's values. An ended order stays ended, and an unknown word leaves the status.
  mutating func move(to other: OrderRecord) {
    let before = self
    self = other
    if other.status == .unknown || before.rank == 4 || other.rank < before.rank {
      status = before.status
      if before.rank == 4 { venueStatus = before.venueStatus }
    }
    if let amount, let filled, filled == amount, before.rank != 4, other.rank < 4 {
      status = .filled
    }
    if let earlier = before.updated, let later = other.updated, later < earlier {
      updated = earlier
    }
    created = before.created ?? other.created
    if fees.isEmpty { fees = before.fees }
    anomaly = other.anomaly ?? before.anomaly
  }
}

extension Decoded {
  /// Appends what another message says, but for orders, fills and books.
  mutating func add(_ other: Decoded) {
    reports += other.reports
    positions += other.positions
    balances += other.balances
    balanceChanges += other.balanceChanges
    quotes += other.quotes
    trades += other.trades
    fundings += other.fundings
    fundingPayments += other.fundingPayments
    ledger += other.ledger
    klines += other.klines
    transfers += other.transfers
    settings += other.settings
    events += other.events
  }
}
