import FixedPoint
import TradingModel
import VenueDefinitions

/// The orders of one venue's port as a state machine: what was sent, answered, streamed and looked
/// up comes in; what is to be told and asked comes out. Fills are told once, states never move
/// back, and silence ends by evidence only. Times are monotonic nanoseconds.
/// Source: `reliability.md` 4.1 to 4.3.
struct LiveOrders: Sendable {
  /// What follows from an input.
  enum Effect: Sendable {
    /// The core is told.
    case tell(VenueEvent)
    /// The venue is asked for the order.
    case lookUp(OrderID, OrderSelection, Market)
    /// The venue is asked for executions since a time in venue milliseconds.
    case readFills(OrderID, symbol: String, Market, since: Int64)
    /// The venue's open orders are searched for it.
    case searchOpen(OrderID, OrderSelection, Market)
    /// The venue's past orders are searched for it.
    case searchHistory(OrderID, OrderSelection, Market, since: Int64)
    /// It is asked to be cancelled once more.
    case cancel(OrderID, OrderSelection, Market)
    /// A stream kept something back that the venue's records have.
    case distrust(Market, String)
  }

  /// Where something was learned.
  enum Source: Hashable, Sendable { case stream, query }

  /// What became of a question.
  enum Answer: Sendable {
    case found(OrderRecord)
    case absent
    case failed
  }

  /// What became of the request that places an order.
  enum Placement: Sendable {
    case accepted(String)
    case notSent(String)
    case refused(code: String, message: String)
    case unknown(String)
  }

  /// News the venue's records had and a stream still owes.
  struct Suspicion: Sendable {
    let market: Market
    let id: OrderID
    let filled: Quantity
    let isEnd: Bool
    let due: Int64
  }

  /// Most ended orders remembered.
  static let memory = 8192

  /// Whether ids of spot and perpetual orders are counted apart.
  let countsMarketsApart: Bool
  /// Coins by the venue's word.
  let assets: [String: AssetID]
  var working: [OrderID: LiveOrder] = [:]
  var ended: [OrderID: EndedOrder] = [:]
  private var endedInOrder: [OrderID] = []
  private var byClientID: [String: OrderID] = [:]
  private var byVenueID: [String: OrderID] = [:]
  var streams: Set<Market> = []
  private var streamLosses: [Market: Int] = [:]
  var suspicions: [Suspicion] = []
  /// Orders still to be looked up for a stream's snapshot, by the snapshot's number.
  var snapshots: [Int: Set<OrderID>] = [:]
  /// Orders taken over that the venue has not told of yet.
  var unseen: Set<OrderID> = []
  /// Executions that belong to no order of ours.
  private(set) var foreignFills = 0
  /// Executions told again and taken once.
  var duplicates = 0

  init(countsMarketsApart: Bool, assets: [String: AssetID]) {
    self.countsMarketsApart = countsMarketsApart
    self.assets = assets
  }

  /// Orders that have not ended, in the order they were made.
  var ids: [OrderID] { working.keys.sorted { $0.raw < $1.raw } }

  // MARK: Placing

  /// An order is about to leave.
  mutating func submit(_ live: LiveOrder) {
    working[live.order.id] = live
    byClientID[live.order.clientOrderID.text] = live.order.id
    for id in live.venueIDs { name(live.order.id, id) }
  }

  /// The request that places an order was answered, or not.
  mutating func placed(
    _ id: OrderID, _ placement: Placement, at now: Int64, into effects: inout [Effect]
  ) {
    guard let live = working[id] else { return }
    switch placement {
    case .accepted(let venueID):
      accept(id, venueID, &effects)
      hasten(id, at: now)
    case .notSent(let reason):
      guard !live.isAccepted else { return hasten(id, at: now) }
      end(id, .orderNotSent(id, reason: reason), &effects)
    case .refused(let code, let message):
      guard !live.isAccepted else { return hasten(id, at: now) }
      end(id, .orderRejected(id, code: code, message: message), &effects)
    case .unknown(let reason):
      guard !live.isAccepted else { return hasten(id, at: now) }
      effects.append(.tell(.orderOutcomeUnknown(id, reason: reason)))
      working[id]?.isUnknown = true
      working[id]?.rest(at: now, hasStream: false)
    }
  }

  /// Looks an order up as soon as a stream had its time to tell, or at once where there is none.
  private mutating func hasten(_ id: OrderID, at now: Int64) {
    guard let market = working[id]?.instrument.market else { return }
    let due = hasStream(market) ? now + LiveOrder.echo : now
    working[id]?.hasten(to: due)
  }

  /// A cancel is on its way.
  mutating func cancelSent(_ id: OrderID, at now: Int64) {
    working[id]?.isCancelWanted = true
    working[id]?.nextCancel = now + 2_000_000_000
  }

  /// A cancel was answered; nil stands for success or an order the venue says has ended. Whatever
  /// was answered, the venue's record tells how the order stands.
  mutating func canceled(
    _ id: OrderID, refusal: (code: String, message: String)?, at now: Int64,
    into effects: inout [Effect]
  ) {
    guard working[id] != nil else { return }
    if let refusal {
      working[id]?.isCancelWanted = false
      effects.append(
        .tell(.cancelRejected(id, code: refusal.code, message: refusal.message)))
    }
    hasten(id, at: now)
  }

  /// An amendment was answered; what it did is told by the order's record.
  mutating func amended(
    _ id: OrderID, _ answer: Placement, at now: Int64, into effects: inout [Effect]
  ) {
    guard let live = working[id], live.amendment != nil else { return }
    switch answer {
    case .refused(let code, let message):
      working[id]?.amendment = nil
      effects.append(.tell(.amendRejected(id, code: code, message: message)))
    case .notSent(let reason):
      working[id]?.amendment = nil
      effects.append(.tell(.amendRejected(id, code: "notSent", message: reason)))
    case .accepted(let venueID): name(id, venueID)
    case .unknown: break
    }
    working[id]?.hasten(to: now)
  }

  // MARK: Streams

  /// A stream began or ceased to tell of a market's orders; news of a connection that was lost
  /// meanwhile is not taken.
  mutating func stream(_ market: Market, isWhole: Bool, losses: Int, at now: Int64) {
    guard losses >= streamLosses[market, default: 0] else { return }
    streamLosses[market] = losses
    if isWhole {
      streams.insert(market)
    } else {
      streams.remove(market)
      suspicions.removeAll { $0.market == market }
      for id in ids where working[id]?.instrument.market == market {
        if working[id]?.isAccepted == true { working[id]?.hasten(to: now) }
      }
    }
  }

  /// Whether a stream tells of a market's orders.
  func hasStream(_ market: Market) -> Bool { streams.contains(market) }

  /// Everything that works in these markets is looked up, for a stream that has just subscribed.
  mutating func beginSnapshot(_ number: Int, of markets: Set<Market>, at now: Int64) {
    var wanted: Set<OrderID> = []
    for id in ids {
      guard let live = working[id], markets.contains(live.instrument.market), live.isAccepted
      else { continue }
      wanted.insert(id)
      working[id]?.hasten(to: now)
    }
    snapshots[number] = wanted
  }

  /// The instruments of these markets that orders were sent for.
  func traded(_ markets: Set<Market>) -> [(symbol: String, market: Market)] {
    var names: Set<String> = []
    var result: [(symbol: String, market: Market)] = []
    let all =
      working.values.map { ($0.order.id, $0.instrument) }
      + ended.values.map { ($0.order.id, $0.instrument) }
    for (_, instrument) in all.sorted(by: { $0.0.raw < $1.0.raw })
    where markets.contains(instrument.market) && names.insert(instrument.symbol).inserted {
      result.append((instrument.symbol, instrument.market))
    }
    return result
  }

  /// Whether a snapshot has seen every order it wanted.
  func isComplete(snapshot number: Int) -> Bool { snapshots[number]?.isEmpty ?? false }

  // MARK: Names

  /// The venue's name of an order.
  mutating func name(_ id: OrderID, _ venueID: String) {
    guard !venueID.isEmpty, let live = working[id] else { return }
    let key = key(live.instrument.venueSymbol, live.instrument.market, venueID)
    guard byVenueID[key] == nil else { return }
    byVenueID[key] = id
    if !live.venueIDs.contains(venueID) { working[id]?.venueIDs.append(venueID) }
  }

  /// Our order behind a venue's names, or nil.
  func match(
    client: String?, venue: [String?], symbol: String?, _ market: Market
  ) -> OrderID? {
    if let client, let id = byClientID[client] { return id }
    for case let venueID? in venue {
      if let id = byVenueID[key(symbol ?? "", market, venueID)] { return id }
    }
    return nil
  }

  private func key(_ symbol: String, _ market: Market, _ venueID: String) -> String {
    countsMarketsApart ? "\(market.rawValue) \(symbol) \(venueID)" : venueID
  }

  mutating func countForeignFill() { foreignFills += 1 }

  // MARK: Ends

  /// The venue has the order: told once.
  mutating func accept(_ id: OrderID, _ venueID: String, _ effects: inout [Effect]) {
    name(id, venueID)
    guard let live = working[id], !live.isAccepted else { return }
    working[id]?.isAccepted = true
    working[id]?.isUnknown = false
    effects.append(.tell(.orderAccepted(id, venueOrderID: venueID)))
  }

  /// The order has ended, by this event unless its fills say so by themselves.
  mutating func end(_ id: OrderID, _ event: VenueEvent?, _ effects: inout [Effect]) {
    guard let live = working.removeValue(forKey: id) else { return }
    ended[id] = EndedOrder(
      order: live.order, instrument: live.instrument, venueIDs: live.venueIDs, trades: live.trades)
    endedInOrder.append(id)
    for number in snapshots.keys { snapshots[number]?.remove(id) }
    unseen.remove(id)
    if let event { effects.append(.tell(event)) }
    guard endedInOrder.count > Self.memory else { return }
    let oldest = endedInOrder.removeFirst()
    guard let gone = ended.removeValue(forKey: oldest) else { return }
    byClientID[gone.order.clientOrderID.text] = nil
    for venueID in gone.venueIDs {
      byVenueID[key(gone.instrument.venueSymbol, gone.instrument.market, venueID)] = nil
    }
  }
}
