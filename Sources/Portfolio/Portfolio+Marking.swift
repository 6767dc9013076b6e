import FixedPoint
import TradingModel

/// Perpetuals move with every price; what a move is worth is posted when something needs it: a
/// trade of the same perpetual, a new price of its settle asset, or a report. Both parts of a
/// position are functions of its size and levels, so their changes telescope and moves posted
/// together sum to the last unit to moves posted one by one.
extension Portfolio {
  /// Marks a perpetual; false, and no change, beyond the bounds.
  mutating func mark(perp index: Int, at price: Int128) -> Bool {
    let spot = instruments[index].referenceSpot
    let followsSpot = spot >= 0 && instruments[spot].price != 0
    let old = perps[index].mark
    let reference =
      old == 0
      ? price : followsSpot ? perps[index].reference : perps[index].reference + price - old
    return move(perp: index, mark: price, reference: reference)
  }

  /// Moves the level of every perpetual that a spot instrument is the reference of.
  mutating func moveReferences(of spot: Int, by change: Int128) {
    var perp = instruments[spot].firstDependent
    while perp >= 0 {
      let mark = perps[perp].mark
      if mark != 0, let reference = Bounds.sum(perps[perp].reference, change) {
        _ = move(perp: perp, mark: mark, reference: reference)
      }
      perp = instruments[perp].nextDependent
    }
  }

  /// Takes a perpetual's new levels. What surely fits is posted later, anything else at once.
  @inline(__always)
  private mutating func move(perp index: Int, mark: Int128, reference: Int128) -> Bool {
    let change = mark - perps[index].mark
    switch perps[index].move(mark: mark, reference: reference) {
    case .taken: break
    case .listed: movedPerps.append(index)
    case .refused: return moveAtOnce(perp: index, mark: mark, reference: reference)
    }
    if perps[index].size != 0 { noteLoss(of: index, change) }
    return true
  }

  /// Counts a move into the bound on what is not posted, at the settle asset's price: before that
  /// one moves, everything is posted. Both parts are rounded, then and now.
  @inline(__always)
  private mutating func noteLoss(of perp: Int, _ change: Int128) {
    if change == 0 { return unpostedLoss = min(unpostedLoss &+ 2, Bounds.unknownLoss) }
    let settle = instruments[perp].settle
    if settle == pnl.currency.index {
      unpostedLoss = Bounds.loss(unpostedLoss &+ 2, perps[perp].size, times: change)
    } else {
      let most = Bounds.loss(2, perps[perp].size, times: change)
      unpostedLoss = Bounds.loss(unpostedLoss, most, times: pnl.price(of: settle))
    }
  }

  private mutating func moveAtOnce(perp index: Int, mark: Int128, reference: Int128) -> Bool {
    postMove(of: index)
    let before = perps[index]
    perps[index].mark = mark
    perps[index].reference = reference
    if revalue(perp: index) { return true }
    perps[index].mark = before.mark
    perps[index].reference = before.reference
    return false
  }

  /// Posts what every perpetual moved since it was last valued.
  mutating func postPerpMoves() {
    for place in movedPerps.indices { postMove(of: movedPerps[place]) }
    for place in movedPerps.indices { perps[movedPerps[place]].isListed = false }
    movedPerps.removeAll(keepingCapacity: true)
    unpostedLoss = 0
  }

  /// Posts what one perpetual moved; it stays in the list of those that did.
  @inline(__always)
  mutating func postMove(of perp: Int) {
    if perps[perp].isMoved { _ = revalue(perp: perp) }
  }

  /// Computes both parts again and posts their changes; false, and no change, beyond the bounds.
  private mutating func revalue(perp index: Int) -> Bool {
    guard let (spotPart, basisPart) = perps[index].parts() else { return false }
    let spot = spotPart - perps[index].spotPart
    let basis = basisPart - perps[index].basisPart
    guard
      pnl.add(
        spot, account: PnLBucket.price.rawValue, basis, account: PnLBucket.basis.rawValue,
        of: instruments[index].settle)
    else { return false }
    perps[index].value(spot: spotPart, basis: basisPart)
    return true
  }

  /// What equity is at the least, in the reporting currency: what is posted less a bound on what
  /// every move since may have lost. Nothing is posted for it. Nil where it is not quickly known.
  public func leastEquity() -> Money? {
    guard let posted = pnl.posted, pnl.unpostedLoss < Bounds.unknownLoss,
      unpostedLoss < Bounds.unknownLoss,
      let least = Bounds.sum(posted, -pnl.unpostedLoss - unpostedLoss)
    else { return nil }
    return Money(Decimal18(mantissa: least))
  }

  /// These books with every move posted, as whatever is read must be.
  func withMovesPosted() -> Portfolio {
    if movedPerps.isEmpty, !pnl.hasMoves { return self }
    var books = self
    books.postPerpMoves()
    books.pnl.postMoves()
    return books
  }
}
