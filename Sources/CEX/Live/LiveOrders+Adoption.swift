import TradingModel

/// Orders of an earlier process.
extension LiveOrders {
  /// Takes an order over. One without an answer is of unknown outcome: it may have left, or not.
  mutating func adopt(
    _ adopted: AdoptedOrder, _ instrument: Instrument, provableAt: Int64, at now: Int64,
    into effects: inout [Effect]
  ) {
    let id = adopted.order.id
    var live = LiveOrder(
      order: adopted.order, instrument: instrument, signedAt: adopted.sentAt,
      provableAt: provableAt)
    live.venueIDs = adopted.venueOrderID.map { $0.isEmpty ? [] : [$0] } ?? []
    live.trades = adopted.trades
    live.told = adopted.filled
    live.filled = adopted.filled
    live.isAccepted = adopted.venueOrderID != nil
    live.isUnknown = !live.isAccepted
    live.isTriggered = adopted.isTriggered
    live.isCancelWanted = adopted.isCancelWanted
    if live.isCancelWanted { live.nextCancel = now }
    live.nextLookup = now
    submit(live)
    if adopted.isEnded {
      end(id, nil, &effects)
      return
    }
    unseen.insert(id)
    if live.isUnknown {
      let reason = "the process ended before its answer came"
      effects.append(.tell(.orderOutcomeUnknown(id, reason: reason)))
    }
  }

  /// Whether the venue has told of every order that was taken over, and how it stands is known.
  var isReconciled: Bool { unseen.isEmpty && !working.values.contains { $0.isUnknown } }
}
