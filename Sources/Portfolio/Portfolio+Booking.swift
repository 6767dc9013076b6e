import FixedPoint
import TradingModel

extension Portfolio {
  /// Books what the owner brings or takes: it changes the opening equity, never the PnL, whatever
  /// the movements' causes. Perpetuals are taken over at their mark. Amounts without a price count
  /// for nothing until their first price, and then as opening equity.
  public mutating func open(
    _ movements: [Movement], sequence: UInt64, time: Timestamp
  ) throws(PortfolioError) {
    begin()
    for movement in movements {
      try stage(movement, cause: .opening)
    }
    try commit(.opening, sequence: sequence, time: time)
  }

  /// Books changes told by venues and chains. Each posts its value at current prices to the bucket
  /// of its cause; the two sides of a conversion meet in ``PnLBucket/slippage``. Amounts without a
  /// price count for nothing until their first price, and are then posted to the same bucket.
  /// Perpetuals change at their mark.
  public mutating func book(
    _ movements: [Movement], sequence: UInt64, time: Timestamp
  ) throws(PortfolioError) {
    begin()
    for movement in movements {
      try stage(movement, cause: movement.cause)
    }
    try checkTransfers()
    try commit(.movements, sequence: sequence, time: time)
  }

  /// Books a funding payment into the settle balance at the instrument's venue: positive when
  /// received, in units of the settle asset.
  public mutating func bookFunding(
    _ instrument: InstrumentID, amount: Quantity, sequence: UInt64, time: Timestamp
  ) throws(PortfolioError) {
    guard catalog.instruments.indices.contains(instrument.index) else {
      throw .unknownInstrument(instrument)
    }
    begin()
    try stageMoney(of: instrument.index, amount: amount.value.mantissa, cause: .funding)
    try commit(.funding(instrument), sequence: sequence, time: time)
  }

  mutating func begin() {
    changes.removeAll(keepingCapacity: true)
    stagedPerps.removeAll(keepingCapacity: true)
  }

  private mutating func stage(_ movement: Movement, cause: Cause) throws(PortfolioError) {
    guard case .instrument(let id) = movement.key.subject else {
      try stageBalance(movement.key, amount: movement.amount.value.mantissa, cause: cause)
      return
    }
    guard movement.key.type == .perp else { throw .malformedKey(movement.key) }
    guard perps.indices.contains(id.index) else { throw .unknownInstrument(id) }
    guard instruments[id.index].venue == movement.key.venue, instruments[id.index].isPerp else {
      throw .malformedKey(movement.key)
    }
    let mark = perps[id.index].mark
    guard mark != 0 else { throw .missingMark(id) }
    try stageTrade(id, quantity: movement.amount.value.mantissa, price: mark, cause: cause)
  }

  /// Stages a change of a balance.
  mutating func stageBalance(
    _ key: PositionKey, amount: Int128, cause: Cause
  ) throws(PortfolioError) {
    guard let asset = key.asset, key.type != .perp else { throw .malformedKey(key) }
    guard catalog.assets.indices.contains(asset.index) else { throw .unknownAsset(asset) }
    guard catalog.venues.indices.contains(key.venue.index) else { throw .unknownVenue(key.venue) }
    try stageBalance(key, asset, slot: slot(of: key), amount: amount, cause: cause)
  }

  /// Stages a change of what an instrument is paid with, at its venue.
  mutating func stageMoney(of index: Int, amount: Int128, cause: Cause) throws(PortfolioError) {
    let money = AssetID(instruments[index].money)
    let key = PositionKey(venue: instruments[index].venue, asset: money)
    if instruments[index].moneySlot < 0 { instruments[index].moneySlot = slot(of: key) }
    try stageBalance(
      key, money, slot: instruments[index].moneySlot, amount: amount, cause: cause)
  }

  /// Stages a change of the base asset of a spot instrument, at its venue.
  mutating func stageBase(of index: Int, amount: Int128, cause: Cause) throws(PortfolioError) {
    let base = AssetID(instruments[index].base)
    let key = PositionKey(venue: instruments[index].venue, asset: base)
    if instruments[index].tradedSlot < 0 { instruments[index].tradedSlot = slot(of: key) }
    try stageBalance(
      key, base, slot: instruments[index].tradedSlot, amount: amount, cause: cause)
  }

  private mutating func stageBalance(
    _ key: PositionKey, _ asset: AssetID, slot: Int, amount: Int128, cause: Cause
  ) throws(PortfolioError) {
    guard amount.magnitude <= Bounds.amount else { throw .overflow }
    changes.append(
      StagedChange(
        key: key, cause: cause, amount: amount, asset: asset.index,
        units: key.type == .debtToken ? -amount : amount, account: Portfolio.account(of: cause),
        slot: slot))
  }

  /// The slot of a position, given out at its first booking.
  private mutating func slot(of key: PositionKey) -> Int {
    if let slot = book.slot(of: key) { return slot }
    exposures.insert(key, catalog)
    return book.insert(key)
  }

  /// Stages a change of a perpetual at a price: its size, its claim and what is realised. In
  /// one event only one may concern an instrument.
  mutating func stageTrade(
    _ id: InstrumentID, quantity: Int128, price: Int128, cause: Cause, isolatedMargin: Int128? = nil
  ) throws(PortfolioError) {
    let venue = instruments[id.index].venue
    let settle = AssetID(instruments[id.index].settle)
    let key = PositionKey(perp: id, venue: venue)
    if changes.contains(where: { $0.key == key }) { throw .malformedKey(key) }
    postMove(of: id.index)
    if instruments[id.index].tradedSlot < 0 { instruments[id.index].tradedSlot = slot(of: key) }
    let state = perps[id.index]
    guard quantity.magnitude <= Bounds.amount else { throw .overflow }
    guard let (traded, realised) = state.trading(quantity, at: price) else { throw .overflow }
    var next = traded
    next.isolatedMargin = next.size == 0 ? 0 : isolatedMargin ?? state.isolatedMargin
    stagedPerps.append(StagedPerp(index: id.index, state: next))
    changes.append(
      StagedChange(
        key: key, cause: cause, amount: quantity, asset: -1, units: quantity,
        account: Portfolio.account(of: cause), slot: instruments[id.index].tradedSlot))
    changes.append(
      StagedChange(
        key: PositionKey(venue: venue, type: .perp, asset: settle), cause: cause,
        amount: 0, asset: settle.index, units: next.profit - state.profit,
        account: Portfolio.account(of: cause)))
    if realised != 0 { try stageMoney(of: id.index, amount: realised, cause: cause) }
  }

  private func checkTransfers() throws(PortfolioError) {
    for index in changes.indices where changes[index].cause == .transfer {
      let asset = changes[index].asset
      guard asset >= 0 else { throw .malformedKey(changes[index].key) }
      var net: Int128 = 0
      for other in changes where other.cause == .transfer && other.asset == asset {
        guard let sum = Bounds.sum(net, other.units) else { throw .overflow }
        net = sum
      }
      if net != 0 { throw .unbalancedTransfer(AssetID(asset)) }
    }
  }

  /// Applies everything staged, or nothing, then writes the ledger.
  mutating func commit(
    _ source: LedgerSource, sequence: UInt64, time: Timestamp
  ) throws(PortfolioError) {
    for index in changes.indices where !apply(changes[index]) {
      for earlier in 0..<index { revert(changes[earlier]) }
      throw .overflow
    }
    for staged in stagedPerps { perps[staged.index] = staged.state }
    ledger.begin(source, sequence: sequence, time: time)
    for index in changes.indices where changes[index].units != 0 { record(changes[index]) }
    ledger.finish()
  }

  private mutating func record(_ change: StagedChange) {
    let price = change.asset >= 0 ? pnl.price(of: change.asset) : 0
    ledger.append(
      LedgerRecord(
        key: change.key, cause: change.cause,
        amount: Quantity(Decimal18(mantissa: change.units)),
        price: price == 0 ? nil : Price(Decimal18(mantissa: price))))
  }

  /// Changes a position, the exposure it makes and what its value is posted to; false, and no
  /// change, beyond the bounds.
  private mutating func apply(_ change: StagedChange) -> Bool {
    if change.slot >= 0, !move(slot: change.slot, by: change.amount) { return false }
    if change.asset >= 0, change.units != 0,
      !pnl.add(change.units, of: change.asset, account: change.account)
    {
      if change.slot >= 0 { _ = move(slot: change.slot, by: -change.amount) }
      return false
    }
    return true
  }

  @inline(__always)
  private mutating func move(slot: Int, by change: Int128) -> Bool {
    let before = book.amounts[slot]
    guard let after = Bounds.sum(before, change) else { return false }
    book.set(after, at: slot)
    exposures.move(slot: slot, from: before, to: after)
    return true
  }

  private mutating func revert(_ change: StagedChange) {
    if change.slot >= 0 { _ = move(slot: change.slot, by: -change.amount) }
    if change.asset >= 0, change.units != 0 {
      pnl.remove(change.units, of: change.asset, account: change.account)
    }
  }

  static func account(of cause: Cause) -> Int {
    cause.bucket?.rawValue ?? PnLBook.openingAccount
  }
}
