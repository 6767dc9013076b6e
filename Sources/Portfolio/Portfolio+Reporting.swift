import FixedPoint
import TradingModel

extension Portfolio {
  /// All positions that are not zero, ascending by key.
  public func positions() -> [Position] { withMovesPosted().listedPositions() }

  private func listedPositions() -> [Position] {
    book.keysHeld().map { key in
      let amount = book.amount(of: key)
      guard case .instrument(let id) = key.subject else {
        let value = key.asset.flatMap { price(of: $0) }.map {
          ExactMoney(amount.value, times: $0.value)
        }
        return Position(
          key: key, amount: amount, value: key.type == .debtToken ? value.map { -$0 } : value)
      }
      let state = perps[id.index]
      let settle = price(of: catalog[id].settle)
      let profit = Decimal18(mantissa: state.profit)
      let entry = Decimal18(mantissa: state.cost)
        .divided(by: Decimal18(mantissa: state.size), rounding: .halfEven)
      return Position(
        key: key, amount: amount, value: settle.map { ExactMoney(profit, times: $0.value) },
        entryPrice: entry.map { Price($0) })
    }
  }

  /// Look-through exposure per underlying asset.
  public func exposure() -> Exposure { ExposureModel.exposure(of: self) }

  /// Lending health, margin and flags at a time.
  public func risk(time: Timestamp) -> RiskReport { RiskModel.report(of: self, time: time) }

  /// Equity and its exact attribution.
  public func statement() -> PnLStatement { withMovesPosted().pnl.statement() }

  /// The sum of every posting: the equity of ``statement()`` without the cost of making one.
  public mutating func equity() -> ExactMoney {
    postPerpMoves()
    return pnl.equity()
  }

  /// Net delta of an asset in its units, as ``exposure()`` has it.
  public func netDelta(of asset: AssetID) -> Quantity {
    Quantity(Decimal18(mantissa: ExposureModel.net(of: asset.index, self)))
  }

  /// What is held of an instrument in base units: a perpetual's size, the balance of spot.
  public func held(of instrument: InstrumentID) -> Quantity {
    guard instruments.indices.contains(instrument.index) else { return .zero }
    let slot = instruments[instrument.index].tradedSlot
    if slot >= 0 { return Quantity(Decimal18(mantissa: book.amounts[slot])) }
    let venue = instruments[instrument.index].venue
    return book.amount(
      of: instruments[instrument.index].isPerp
        ? PositionKey(perp: instrument, venue: venue)
        : PositionKey(venue: venue, asset: AssetID(instruments[instrument.index].base)))
  }

  /// Positions, exposure, risk and PnL together.
  public func update(sequence: UInt64, time: Timestamp) -> PositionUpdate {
    let books = withMovesPosted()
    return PositionUpdate(
      sequence: sequence, time: time, positions: books.listedPositions(),
      exposure: books.exposure(), risk: books.risk(time: time), pnl: books.pnl.statement())
  }

  /// Adds the state of the books to a hash: positions, perpetuals, prices, units and their
  /// attribution, rates, e-modes and the number of ledger entries ever made.
  public func stateHash(into hasher: inout StateHasher) {
    for key in book.keysHeld() {
      hasher.combine(UInt64(key.venue.raw) << 8 | UInt64(key.type.order))
      switch key.subject {
      case .asset(let id): hasher.combine(UInt64(id.raw))
      case .instrument(let id): hasher.combine(UInt64(id.raw) | 1 << 32)
      }
      hasher.combine(book.amount(of: key).value.mantissa)
    }
    withMovesPosted().pnl.hash(into: &hasher)
    for state in perps where state.mark != 0 {
      hasher.combine(state.size)
      hasher.combine(state.cost)
      hasher.combine(state.mark)
      hasher.combine(state.reference)
      if state.isIsolated { hasher.combine(state.isolatedMargin) }
    }
    for state in instruments {
      hasher.combine(state.price)
      if state.isPerp { hasher.combine(UInt64(bitPattern: state.markTime.nanoseconds)) }
    }
    for asset in rates.conversion.indices {
      hasher.combine(sources.chosen[asset].order)
      hasher.combine(rates.conversion[asset])
      hasher.combine(rates.market[asset])
      hasher.combine(rates.oracle[asset])
      hasher.combine(UInt64(bitPattern: rates.oracleTime[asset].nanoseconds))
    }
    for mode in eModes { hasher.combine(UInt64(bitPattern: Int64(mode))) }
    hasher.combine(UInt64(ledger.count))
    for venue in unreconciled { hasher.combine(UInt64(venue.raw)) }
  }
}
