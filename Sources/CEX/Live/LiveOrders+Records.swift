import FixedPoint
import Hashing
import TradingModel
import VenueDefinitions

/// What the venue's own records and streams say about orders.
extension LiveOrders {
  /// Takes an order's record. A stream's may come twice, late or in another order.
  mutating func take(
    _ record: OrderRecord, from source: Source, _ market: Market, at now: Int64,
    into effects: inout [Effect]
  ) {
    guard
      let id = match(
        client: record.clientOrderID, venue: [record.orderID, record.linkedOrderID],
        symbol: record.venueSymbol, market)
    else { return }
    if source == .stream { clearSuspicion(id, record) }
    take(record, of: id, from: source, at: now, into: &effects)
  }

  /// Takes the record of an order that works.
  mutating func take(
    _ record: OrderRecord, of id: OrderID, from source: Source, at now: Int64,
    into effects: inout [Effect]
  ) {
    guard let live = working[id] else { return }
    if source == .stream { working[id]?.isHeard = true }
    if record.status == .rejected, !live.isAccepted, live.told.isZero {
      let code = record.reason ?? "rejected"
      end(
        id, .orderRejected(id, code: code, message: record.venueStatus ?? ""), &effects)
      return
    }
    accept(id, record.orderID ?? "", &effects)
    working[id]?.hasten(to: now + LiveOrder.auditPace)
    follow(record, id, &effects)
    if let filled = record.filled, filled > live.filled { working[id]?.filled = filled }
    takeAmendment(record, id, &effects)
    switch record.status {
    case .filled, .canceled, .expired, .rejected:
      if working[id]?.ending == nil || record.status == .filled {
        working[id]?.ending = record.status
        working[id]?.reason = record.reason
      }
    case .open, .partial, .triggerPending, .triggered, .unknown: break
    }
    if source == .query { suspect(record, id, at: now) }
    settle(id, from: source, at: now, &effects)
  }

  /// A conditional order becomes a plain one, which may have an id of its own.
  private mutating func follow(
    _ record: OrderRecord, _ id: OrderID, _ effects: inout [Effect]
  ) {
    guard let live = working[id], live.order.type.isTriggered else { return }
    let isPlain = !record.isConditional && record.status != .triggerPending
    if record.isConditional, record.status == .triggered, let linked = record.linkedOrderID {
      name(id, linked)
      working[id]?.plainOrderID = linked
    } else if isPlain, let orderID = record.orderID,
      record.linkedOrderID.map({ live.venueIDs.contains($0) }) ?? false
    {
      name(id, orderID)
      working[id]?.plainOrderID = orderID
    }
    let isTold = record.status == .triggered || (isPlain && record.status.isWorking)
    guard isTold, !live.isTriggered else { return }
    working[id]?.isTriggered = true
    effects.append(.tell(.orderTriggered(id)))
  }

  /// An amendment that the record shows was carried out.
  private mutating func takeAmendment(
    _ record: OrderRecord, _ id: OrderID, _ effects: inout [Effect]
  ) {
    guard let wanted = working[id]?.amendment, record.amount == wanted.quantity,
      wanted.price == nil || record.price == wanted.price
    else { return }
    working[id]?.amendment = nil
    working[id]?.order.quantity = wanted.quantity
    if let price = wanted.price { working[id]?.order.price = price }
    effects.append(
      .tell(.orderAmended(id, quantity: wanted.quantity, price: wanted.price ?? record.price)))
  }

  /// Takes an execution. Told once, by its trade id, also of an order that has ended.
  mutating func take(
    _ fill: FillRecord, from source: Source, _ market: Market, at now: Int64,
    into effects: inout [Effect]
  ) {
    guard
      let id = match(
        client: fill.clientOrderID, venue: [fill.orderID], symbol: fill.venueSymbol, market)
    else { return countForeignFill() }
    guard let amount = fill.amount, amount.isPositive else { return }
    let number = Self.number(ofTrade: fill.tradeID)
    if var gone = ended[id] {
      guard gone.trades.insert(number).inserted else {
        duplicates += 1
        return
      }
      ended[id] = gone
      tell(fill, amount, number, gone.order, gone.instrument, &effects)
      return
    }
    guard let live = working[id] else { return }
    if source == .stream {
      working[id]?.isHeard = true
      // Spot fees may be in either coin, or in a third: the venue's records tell which.
      if live.instrument.market == .spot, fill.fee?.currency == nil {
        working[id]?.hasten(to: now)
        return
      }
    }
    guard !live.trades.contains(number) else {
      duplicates += 1
      return
    }
    accept(id, fill.orderID ?? "", &effects)
    working[id]?.hasten(to: now + LiveOrder.auditPace)
    working[id]?.trades.insert(number)
    if let sum = live.told.adding(amount) {
      working[id]?.told = sum
      if sum > live.filled { working[id]?.filled = sum }
    }
    tell(fill, amount, number, live.order, live.instrument, &effects)
    settle(id, from: source, at: now, &effects)
  }

  /// Tells an execution, and of a fee in a coin that the catalog does not have, which nobody can
  /// book: the books are no longer the venue's then, and say so.
  private func tell(
    _ fill: FillRecord, _ amount: Quantity, _ number: UInt64, _ order: Order,
    _ instrument: Instrument, _ effects: inout [Effect]
  ) {
    var cost = fill.fee?.cost ?? .zero
    var asset = instrument.settle
    if let currency = fill.fee?.currency {
      if let known = assets[currency] {
        asset = known
      } else if !cost.isZero {
        let reason =
          "the fee of trade \(fill.tradeID) in \(instrument.symbol), \(cost) \(currency), is in a "
          + "coin unknown here and was not booked"
        effects.append(.tell(.notReconciled(instrument.venue, reason: reason)))
        cost = .zero
      }
    }
    effects.append(
      .tell(
        .fill(
          Fill(
            order: order.id, instrument: instrument.id, tradeID: number, side: order.side,
            quantity: amount, price: fill.price, fee: cost, feeAsset: asset,
            liquidity: fill.liquidity ?? .taker))))
  }

  /// Ends an order whose ending is known once every fill it counts was told; asks for fills that
  /// are missing.
  mutating func settle(
    _ id: OrderID, from source: Source, at now: Int64, _ effects: inout [Effect]
  ) {
    guard let live = working[id] else { return }
    if live.lacksFills {
      if source == .query, live.asking == .state {
        working[id]?.asking = .fills
        effects.append(
          .readFills(
            id, symbol: live.instrument.symbol, live.instrument.market,
            since: live.signedAt - 60_000))
      } else if live.asking == .nothing {
        working[id]?.hasten(to: now + LiveOrder.grace)
      }
      return
    }
    switch live.ending {
    case nil: return
    case .filled where live.told >= live.order.quantity: end(id, nil, &effects)
    case .expired: end(id, .orderExpired(id, filled: live.told), &effects)
    default: end(id, .orderCanceled(id, filled: live.told), &effects)
    }
  }

  // MARK: What a stream owes

  private mutating func clearSuspicion(_ id: OrderID, _ record: OrderRecord) {
    let filled = record.filled ?? .zero
    let isEnd = record.status.isEnd
    suspicions.removeAll { $0.id == id && $0.filled <= filled && (isEnd || !$0.isEnd) }
  }

  /// The records have news of an order: the stream has a second to tell them too.
  private mutating func suspect(_ record: OrderRecord, _ id: OrderID, at now: Int64) {
    guard let live = working[id], hasStream(live.instrument.market), !record.isConditional,
      !suspicions.contains(where: { $0.id == id })
    else { return }
    let filled = record.filled ?? .zero
    guard !live.isHeard || filled > live.told || record.status.isEnd else { return }
    suspicions.append(
      Suspicion(
        market: live.instrument.market, id: id, filled: filled, isEnd: record.status.isEnd,
        due: now + LiveOrder.echo))
  }

  /// A venue's trade id as a number: itself where it is one, else the beginning of its digest.
  static func number(ofTrade text: String) -> UInt64 {
    if let number = UInt64(text) { return number }
    return SHA256.hash(Array(text.utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension WireOrderStatus {
  /// Whether nothing more will happen to the order.
  var isEnd: Bool {
    switch self {
    case .filled, .canceled, .expired, .rejected: true
    case .open, .partial, .triggerPending, .triggered, .unknown: false
    }
  }

  /// Whether an order of this state is or was in the plain book.
  var isWorking: Bool { self == .open || self == .partial || self == .filled }
}
