import FixedPoint
import TradingModel

/// An order with everything known of it.
public struct TrackedOrder: Hashable, Sendable {
  /// Its terms; quantity and price follow amends.
  public internal(set) var order: Order
  /// Where it is in its life.
  public internal(set) var state: OrderState
  /// Base units filled.
  public internal(set) var filled: Quantity = .zero
  /// Quote units exchanged, fees not included; each fill rounded half to even at 1e-18.
  public internal(set) var quoteFilled: Money = .zero
  /// The venue's own id, once known.
  public internal(set) var venueOrderID: String?
  /// Whether a fill arrived after it had ended, or the venue's final sum was below the fills.
  public internal(set) var hasLateFill = false
  /// Whether a cancel was asked for and not refused.
  public internal(set) var isCancelRequested = false
  /// Whether its trigger fired.
  public internal(set) var isTriggered = false
  /// When it was planned.
  public internal(set) var createdAt: Timestamp
  /// When it last changed.
  public internal(set) var updatedAt: Timestamp
  /// Why it was denied, rejected or is unknown; empty otherwise.
  public internal(set) var reason = ""

  /// The fee of most orders is in one asset; only further ones cost an allocation.
  var firstFee: ChainOutput?
  var furtherFees: [ChainOutput] = []
  var closing: OrderState?
  var closingFilled: Quantity = .zero
  var requestedQuantity: Quantity?
  /// Where its chain in the ``TradeLog`` begins.
  var latestTrade = TradeLog.none
  var holdsGhost = false

  init(order: Order, at time: Timestamp) {
    self.order = order
    state = .planned
    createdAt = time
    updatedAt = time
  }

  /// Base units ordered and not filled; zero once more than ordered has filled.
  public var remaining: Quantity { max(.zero, order.quantity - filled) }

  /// Average price of the fills, rounded half to even; nil before the first.
  public var averagePrice: Price? { quoteFilled.divided(by: filled, rounding: .halfEven) }

  /// Fees paid, one amount an asset, ascending by asset.
  public var fees: [ChainOutput] {
    guard let firstFee else { return [] }
    return ([firstFee] + furtherFees).sorted { $0.asset < $1.asset }
  }

  /// Fee paid in an asset, in its units.
  public func fee(in asset: AssetID) -> Quantity {
    fees.first { $0.asset == asset }?.amount ?? .zero
  }

  /// Base units filled less the fee taken in base: what a buy brought in.
  ///
  /// - Parameter base: the instrument's base asset.
  public func netBase(base: AssetID) -> Quantity { filled - fee(in: base) }

  /// Most that may still fill, in base units: what counts in the limits.
  var exposed: Quantity {
    if state == .closing { return max(.zero, closingFilled - filled) }
    guard state.mayFill || holdsGhost else { return .zero }
    return max(.zero, largestQuantity - filled)
  }

  /// The ordered quantity, or the larger one asked for in an amend under way.
  var largestQuantity: Quantity { max(order.quantity, requestedQuantity ?? order.quantity) }

  /// Open or partial, by what has filled.
  var workingState: OrderState { filled.isPositive ? .partial : .open }
}
