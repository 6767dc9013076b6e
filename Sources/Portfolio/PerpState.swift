import FixedPoint
import TradingModel

/// A perpetual position and its valuation in units of the settle asset at 1e-18:
/// unrealised profit = spot part + basis part − cost.
struct PerpState: Hashable, Sendable {
  /// Signed base units.
  var size: Int128 = 0
  /// Signed quote paid for the size held.
  var cost: Int128 = 0
  /// What the venue has set aside for an isolated position, part of the settle balance; zero for a
  /// cross one.
  var isolatedMargin: Int128 = 0
  /// Price positions are valued at; zero while none is known.
  var mark: Int128 = 0
  /// A level that moves with the underlying's spot price, or with the mark while no spot is known.
  var reference: Int128 = 0
  /// size × reference, half to even.
  var spotPart: Int128 = 0
  /// size × (mark − reference), half to even.
  var basisPart: Int128 = 0

  /// Whether mark or reference may have moved since both parts were computed.
  var isMoved = false
  /// Whether it is in the list of those that may have moved.
  var isListed = false

  /// Whether it carries its losses alone.
  var isIsolated: Bool { isolatedMargin != 0 }

  /// Unrealised profit in units of the settle asset; both parts must be computed.
  var profit: Int128 { spotPart + basisPart - cost }

  /// What became of a move of the levels.
  enum Move {
    /// It is taken, and nothing is left to do.
    case taken
    /// It is taken, and belongs into the list of those that moved.
    case listed
    /// It may lead beyond the bounds, and nothing changed.
    case refused
  }

  /// Takes new levels without computing the parts.
  @inline(__always)
  mutating func move(mark: Int128, reference: Int128) -> Move {
    if size != 0 {
      guard Bounds.surelyFit(size, mark, reference) else { return .refused }
    }
    self.mark = mark
    self.reference = reference
    if size == 0 { return .taken }
    isMoved = true
    if isListed { return .taken }
    isListed = true
    return .listed
  }

  /// Takes both parts at the levels of now.
  @inline(__always)
  mutating func value(spot: Int128, basis: Int128) {
    spotPart = spot
    basisPart = basis
    isMoved = false
  }

  /// Spot and basis part at the levels of now; nil beyond the bounds.
  @inline(__always)
  func parts() -> (spot: Int128, basis: Int128)? {
    guard let spot = Bounds.product(size, reference) else { return nil }
    if mark == reference { return (spot, 0) }
    guard let basis = Bounds.product(size, mark - reference) else { return nil }
    return (spot, basis)
  }

  /// The position after buying (or selling, negative) at a price, and the profit realised into the
  /// settle balance. Realised amounts are rounded once, half to even at 1e-18; what is realised
  /// leaves the cost, so that nothing is lost. Nil beyond the bounds.
  func trading(_ quantity: Int128, at price: Int128) -> (next: PerpState, realised: Int128)? {
    var next = self
    if mark == 0 {
      next.mark = price
      next.reference = price
    }
    guard let notional = Bounds.product(quantity, price), let newSize = Bounds.sum(size, quantity)
    else { return nil }
    next.size = newSize
    var realised: Int128 = 0
    if size == 0 || (size < 0) == (quantity < 0) {
      guard let cost = Bounds.sum(cost, notional) else { return nil }
      next.cost = cost
    } else {
      let part = Int128(min(size.magnitude, quantity.magnitude))
      guard let released = Bounds.share(of: cost, part, Int128(size.magnitude)),
        let closing = Bounds.share(of: notional, part, Int128(quantity.magnitude))
      else { return nil }
      realised = -(closing + released)
      next.cost = cost - released + (notional - closing)
    }
    guard next.cost.magnitude <= Bounds.amount, let (spot, basis) = next.parts() else {
      return nil
    }
    next.value(spot: spot, basis: basis)
    return (next, realised)
  }
}
