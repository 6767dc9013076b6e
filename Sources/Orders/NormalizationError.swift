import FixedPoint

/// Why a request cannot be made to fit its instrument's rules.
public enum NormalizationError: Error, Hashable, Sendable {
  /// Rounded down to the step, it is less than the venue accepts (base units).
  case belowMinimumQuantity(quantity: Quantity, minimum: Quantity)
  /// It is more than the venue accepts (base units).
  case aboveMaximumQuantity(quantity: Quantity, maximum: Quantity)
  /// It is worth less than the venue accepts (quote units).
  case belowMinimumNotional(notional: Money, minimum: Money)
  /// A limit price, or a price to value the order by, is missing.
  case priceMissing
  /// The price is zero or below, or rounds to zero.
  case priceNotPositive(Price)
  /// The quantity is zero or below.
  case quantityNotPositive(Quantity)
  /// A triggered type has no trigger.
  case triggerMissing
  /// A good-till-date order has no date.
  case expiryMissing
  /// A field that this type or market does not have.
  case fieldNotAllowed(String)
  /// A number too large to compute with, or an instrument rule that is not above zero.
  case outOfRange(String)

  /// A stable word for programs.
  public var code: String {
    switch self {
    case .belowMinimumQuantity: "order.belowMinimumQuantity"
    case .aboveMaximumQuantity: "order.aboveMaximumQuantity"
    case .belowMinimumNotional: "order.belowMinimumNotional"
    case .priceMissing: "order.priceMissing"
    case .priceNotPositive: "order.priceNotPositive"
    case .quantityNotPositive: "order.quantityNotPositive"
    case .triggerMissing: "order.triggerMissing"
    case .expiryMissing: "order.expiryMissing"
    case .fieldNotAllowed: "order.fieldNotAllowed"
    case .outOfRange: "order.outOfRange"
    }
  }

  /// What is wrong, with the numbers.
  public var message: String {
    switch self {
    case .belowMinimumQuantity(let quantity, let minimum):
      "quantity \(quantity) after rounding to the step is below the minimum \(minimum)"
    case .aboveMaximumQuantity(let quantity, let maximum):
      "quantity \(quantity) is above the maximum \(maximum)"
    case .belowMinimumNotional(let notional, let minimum):
      "order value \(notional) is below the minimum \(minimum)"
    case .priceMissing: "no limit price and no reference price to value the order by"
    case .priceNotPositive(let price): "price \(price) is not above zero after rounding"
    case .quantityNotPositive(let quantity): "quantity \(quantity) is not above zero"
    case .triggerMissing: "the order type waits for a trigger but none is given"
    case .expiryMissing: "time in force GTD needs a time of expiry"
    case .fieldNotAllowed(let field): "\(field) does not go with this order type or market"
    case .outOfRange(let field): "\(field) is out of range"
    }
  }

  /// What to do about it.
  public var hint: String {
    switch self {
    case .belowMinimumQuantity(_, let minimum): "ask for at least \(minimum)"
    case .aboveMaximumQuantity(_, let maximum): "split it into orders of at most \(maximum)"
    case .belowMinimumNotional(_, let minimum): "raise the quantity until it is worth \(minimum)"
    case .priceMissing: "give a price, or wait for a quote of the instrument"
    case .priceNotPositive: "give a price of at least one tick"
    case .quantityNotPositive: "give a positive quantity; the side says the direction"
    case .triggerMissing: "give a trigger price and what it watches"
    case .expiryMissing: "give expiresAt, or use GTC"
    case .fieldNotAllowed(let field): "leave \(field) out"
    case .outOfRange: "check the number and the instrument's rules"
    }
  }
}
