import TradingModel
import VenueDefinitions

/// Look-ups: when they are due and what their answers prove.
extension LiveOrders {
  /// What is due: look-ups, and streams that kept something back.
  mutating func due(at now: Int64, into effects: inout [Effect]) {
    for id in ids {
      guard let live = working[id], live.asking == .nothing, live.nextLookup <= now else {
        continue
      }
      working[id]?.asking = .state
      effects.append(.lookUp(id, live.selection, live.instrument.market))
    }
    guard let late = suspicions.first(where: { $0.due <= now }) else { return }
    suspicions.removeAll { $0.market == late.market }
    effects.append(.distrust(late.market, "it kept news of order \(late.id.raw) back"))
  }

  /// A look-up was answered.
  mutating func lookedUp(
    _ id: OrderID, _ answer: Answer, at now: Int64, into effects: inout [Effect]
  ) {
    if case .failed = answer {
    } else {
      for number in snapshots.keys { snapshots[number]?.remove(id) }
      unseen.remove(id)
    }
    guard working[id] != nil else { return }
    switch answer {
    case .found(let record):
      working[id]?.absences = 0
      take(record, of: id, from: .query, at: now, into: &effects)
      repeatCancel(id, record, at: now, &effects)
      if working[id]?.asking == .state { rest(id, at: now) }
    case .absent: absent(id, at: now, &effects)
    case .failed: rest(id, at: now)
    }
  }

  /// Executions were read; what they are was taken one by one before.
  mutating func fillsRead(_ id: OrderID, at now: Int64) { rest(id, at: now) }

  /// The open orders were searched.
  mutating func openSearched(
    _ id: OrderID, _ answer: Answer, at now: Int64, into effects: inout [Effect]
  ) {
    guard let live = working[id] else { return }
    switch answer {
    case .found(let record):
      take(record, of: id, from: .query, at: now, into: &effects)
      rest(id, at: now)
    case .failed: rest(id, at: now)
    case .absent:
      working[id]?.asking = .history
      effects.append(
        .searchHistory(
          id, live.selection, live.instrument.market, since: live.signedAt - 60_000))
    }
  }

  /// The past orders were searched: the last of the evidence.
  mutating func historySearched(
    _ id: OrderID, _ answer: Answer, at now: Int64, into effects: inout [Effect]
  ) {
    guard let live = working[id] else { return }
    switch answer {
    case .found(let record):
      working[id]?.asking = .state
      take(record, of: id, from: .query, at: now, into: &effects)
      if working[id]?.asking == .state { rest(id, at: now) }
    case .failed: rest(id, at: now)
    case .absent:
      if live.isAccepted {
        rest(id, at: now)
      } else {
        end(
          id, .orderAbsent(id, reason: "the venue's records prove that it never came"), &effects)
      }
    }
  }

  /// The venue does not find the order. Before the end of what its request could still do that
  /// says nothing; after it, two absences and nothing among open and past orders prove that it
  /// never came. Source: `reliability.md` 4.3.
  private mutating func absent(_ id: OrderID, at now: Int64, _ effects: inout [Effect]) {
    guard let live = working[id] else { return }
    let counts = live.isAccepted || (live.isUnknown && now >= live.provableAt)
    guard counts else { return rest(id, at: now) }
    working[id]?.absences += 1
    guard live.absences + 1 >= 2 else { return rest(id, at: now) }
    working[id]?.asking = .openOrders
    effects.append(.searchOpen(id, live.selection, live.instrument.market))
  }

  /// A cancel may be sent again as long as the order is seen open: it can only reduce.
  private mutating func repeatCancel(
    _ id: OrderID, _ record: OrderRecord, at now: Int64, _ effects: inout [Effect]
  ) {
    guard let live = working[id], live.isCancelWanted, !record.status.isEnd else { return }
    if now >= live.nextCancel {
      working[id]?.nextCancel = now + 2_000_000_000
      effects.append(.cancel(id, live.selection, live.instrument.market))
    }
    working[id]?.asking = .nothing
    working[id]?.nextLookup = now + LiveOrder.pace
  }

  private mutating func rest(_ id: OrderID, at now: Int64) {
    guard var live = working[id] else { return }
    live.rest(at: now, hasStream: hasStream(live.instrument.market))
    working[id] = live
  }
}
