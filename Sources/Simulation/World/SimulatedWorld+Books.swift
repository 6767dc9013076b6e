import FixedPoint
import TradingModel

extension SimulatedWorld {
  /// Takes the balances a run starts with, or what the owner brings or takes later: all of them or
  /// none. A perpetual is taken over at its mark, or last price.
  ///
  /// - Throws: where a position cannot be held here, is short, or has more decimals than its token.
  public mutating func open(_ movements: [Movement]) throws(SimulationError) {
    var next = self
    for movement in movements {
      try next.apply(movement)
    }
    self = next
  }

  /// The world's own books: every position that is not zero, ascending by key. Lending positions
  /// count in underlying as last told; funds in transit stand at their destination.
  public func balances() -> [(key: PositionKey, amount: Quantity)] {
    var entries: [(key: PositionKey, amount: Quantity)] = []
    for exchange in exchanges { append(exchange, to: &entries) }
    for wallet in chain.wallets { append(wallet, to: &entries) }
    for transfer in rail.pending {
      let key = PositionKey(
        venue: transfer.request.destination, type: .inTransit, asset: transfer.request.asset)
      entries.append((key, transfer.amount))
    }
    return Self.merged(entries)
  }

  private static func merged(
    _ entries: [(key: PositionKey, amount: Quantity)]
  ) -> [(key: PositionKey, amount: Quantity)] {
    let ordered = entries.enumerated().sorted { left, right in
      left.element.key == right.element.key
        ? left.offset < right.offset : left.element.key < right.element.key
    }
    var result: [(key: PositionKey, amount: Quantity)] = []
    for (_, entry) in ordered {
      if let last = result.last, last.key == entry.key {
        result[result.count - 1].amount = last.amount.saturatingAdding(entry.amount)
      } else {
        result.append(entry)
      }
    }
    return result.filter { !$0.amount.isZero }
  }

  private func append(
    _ exchange: SimulatedExchange, to entries: inout [(key: PositionKey, amount: Quantity)]
  ) {
    for (index, amount) in exchange.balances.enumerated() where !amount.isZero {
      entries.append((PositionKey(venue: exchange.venue, asset: AssetID(index)), amount))
    }
    for listing in exchange.listings where !listing.position.size.isZero {
      let key = PositionKey(perp: listing.instrument.id, venue: exchange.venue)
      entries.append((key, listing.position.size))
    }
  }

  private func append(
    _ wallet: WalletAccount, to entries: inout [(key: PositionKey, amount: Quantity)]
  ) {
    func add(_ key: PositionKey, _ asset: AssetID, _ units: UInt256) {
      guard !units.isZero, let amount = try? chain.quantity(units, of: asset) else { return }
      entries.append((key, amount))
    }
    for (index, units) in wallet.balances.enumerated() {
      let asset = AssetID(index)
      add(catalog.walletKey(wallet.venue, asset), asset, units)
    }
    for (index, state) in chain.reserves.enumerated() {
      let (venue, asset) = (state.reserve.venue, state.reserve.asset)
      add(
        PositionKey(venue: venue, type: .aToken, asset: asset), asset, wallet.toldSupply[index])
      add(
        PositionKey(venue: venue, type: .debtToken, asset: asset), asset, wallet.toldDebt[index])
    }
    for claim in wallet.claims {
      add(
        PositionKey(venue: claim.venue, type: .claim, asset: claim.asset), claim.asset,
        claim.amount)
    }
  }

  private mutating func apply(_ movement: Movement) throws(SimulationError) {
    let key = movement.key
    guard catalog.venues.indices.contains(key.venue.index) else {
      throw .unknownVenue(key.venue)
    }
    if case .instrument(let id) = key.subject {
      try takeOver(id, movement)
      return
    }
    guard let asset = key.asset, catalog.assets.indices.contains(asset.index) else {
      throw .unsupportedPosition(key)
    }
    switch (catalog[key.venue].kind, key.type) {
    case (.exchange, .baseToken):
      guard let exchange = exchangeIndex(at: key.venue),
        let sum = exchanges[exchange].balance(asset).adding(movement.amount)
      else { throw .amountNotRepresentable(key) }
      if sum.isNegative { throw .insufficientBalance(key) }
      exchanges[exchange].balances[asset.index] = sum
    case (.wallet, .baseToken), (.wallet, .lst):
      guard key == catalog.walletKey(key.venue, asset), let wallet = chain.walletIndex(key.venue)
      else { throw .unsupportedPosition(key) }
      chain.wallets[wallet].balances[asset.index] = try changed(
        chain.wallets[wallet].balances[asset.index], by: movement, asset)
    case (.lending, .aToken), (.lending, .debtToken):
      try openLending(movement, asset)
    case (.staking, .claim):
      try openClaim(movement, asset)
    default: throw .unsupportedPosition(key)
    }
  }

  private mutating func takeOver(
    _ id: InstrumentID, _ movement: Movement
  ) throws(SimulationError) {
    guard let exchange = exchangeIndex(of: id), let slot = exchanges[exchange].slot(id),
      catalog[id].venue == movement.key.venue, catalog[id].market == .perp,
      let price = exchanges[exchange].listings[slot].market.valuation
    else { throw .unsupportedPosition(movement.key) }
    let side: Side = movement.amount.isNegative ? .sell : .buy
    let position = exchanges[exchange].listings[slot].position
    guard let (next, realised) = position.executing(side, movement.amount.magnitude, at: price)
    else { throw .amountNotRepresentable(movement.key) }
    exchanges[exchange].listings[slot].position = next
    exchanges[exchange].credit(catalog[id].settle, realised)
  }

  private mutating func openLending(
    _ movement: Movement, _ asset: AssetID
  ) throws(SimulationError) {
    let key = movement.key
    guard !chain.wallets.isEmpty else { throw .noWallet }
    guard let reserve = chain.reserveIndex(venue: key.venue, asset: asset) else {
      throw .unsupportedPosition(key)
    }
    let isSupply = key.type == .aToken
    let state = chain.reserves[reserve]
    let told = isSupply ? chain.wallets[0].toldSupply[reserve] : chain.wallets[0].toldDebt[reserve]
    let units = try changed(told, by: movement, asset)
    let scaled = UInt256.mulDiv(
      units, UInt256(1_000_000_000_000_000_000) * UInt256(1_000_000_000),
      isSupply ? state.liquidityIndex : state.borrowIndex, rounding: isSupply ? .ceiling : .floor)
    guard let scaled else { throw .amountNotRepresentable(key) }
    if isSupply {
      chain.wallets[0].toldSupply[reserve] = units
      chain.wallets[0].scaledSupply[reserve] = scaled
    } else {
      chain.wallets[0].toldDebt[reserve] = units
      chain.wallets[0].scaledDebt[reserve] = scaled
    }
  }

  private mutating func openClaim(
    _ movement: Movement, _ asset: AssetID
  ) throws(SimulationError) {
    guard !chain.wallets.isEmpty else { throw .noWallet }
    let units = try changed(.zero, by: movement, asset)
    chain.wallets[0].claims.append(
      ClaimTicket(
        venue: movement.key.venue, asset: asset, amount: units,
        claimableAt: Timestamp(nanoseconds: .min)))
  }

  private func changed(
    _ units: UInt256, by movement: Movement, _ asset: AssetID
  ) throws(SimulationError) -> UInt256 {
    let amount = movement.amount
    guard amount.value.mantissa != .min,
      let change = UInt256(exactly: amount.magnitude.value, decimals: catalog[asset].decimals)
    else { throw .amountNotRepresentable(movement.key) }
    if amount.isNegative {
      if units < change { throw .insufficientBalance(movement.key) }
      return units &- change
    }
    let (sum, overflow) = units.addingReportingOverflow(change)
    if overflow { throw .amountNotRepresentable(movement.key) }
    return sum
  }
}
