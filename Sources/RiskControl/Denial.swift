import FixedPoint

/// Why our own risk or policy refuses something. Nothing has been sent.
public enum Denial: Error, Hashable, Sendable {
  /// The kill switch is tripped, and this would not shrink exposure. Its reason.
  case killed(String)
  /// A number is above its limit, or below it where the limit is a minimum.
  case overLimit(name: String, value: Decimal18, limit: Decimal18)
  /// The limit price is further from the reference than the collar (a fraction) allows.
  case priceCollar(price: Price, reference: Price, collar: Rate)
  /// A price, or a number that needs prices, is missing; without it nothing can be judged.
  case missingPrice(String)
  /// The venue or asset is not on the list of those allowed.
  case notAllowed(String)
  /// The named rule of the policy, or its default, refuses.
  case policy(rule: String)
  /// A window of the named rule is used up.
  case window(rule: String, name: String, value: Decimal18, limit: Decimal18)
  /// A condition of the instruction is not met; without a value it could not be evaluated.
  case requirement(name: String, value: Decimal18?, limit: Decimal18)
  /// A number is too large to compute with, or not above zero where it must be.
  case outOfRange(String)

  /// A stable word for programs.
  public var code: String {
    switch self {
    case .killed: "risk.killed"
    case .overLimit: "risk.overLimit"
    case .priceCollar: "risk.priceCollar"
    case .missingPrice: "risk.missingPrice"
    case .notAllowed: "risk.notAllowed"
    case .policy: "policy.denied"
    case .window: "policy.window"
    case .requirement: "risk.requirement"
    case .outOfRange: "risk.outOfRange"
    }
  }

  /// What was refused, with the numbers.
  public var message: String {
    switch self {
    case .killed(let reason): "the kill switch is tripped (\(reason)); only reducing is allowed"
    case .overLimit(let name, let value, let limit): "\(name) \(value) passes its limit \(limit)"
    case .priceCollar(let price, let reference, let collar):
      "price \(price) is more than \(collar) from the reference \(reference)"
    case .missingPrice(let what): "\(what) is not known, so the risk cannot be judged"
    case .notAllowed(let what): "\(what) is not allowed"
    case .policy(let rule): "refused by policy rule \(rule)"
    case .window(let rule, let name, let value, let limit):
      "\(name) of policy rule \(rule) would reach \(value), above \(limit)"
    case .requirement(let name, let value?, let limit):
      "\(name) is \(value), required is \(limit)"
    case .requirement(let name, nil, let limit):
      "\(name) cannot be evaluated, required is \(limit)"
    case .outOfRange(let what): "\(what) is out of range"
    }
  }

  /// What to do about it.
  public var hint: String {
    switch self {
    case .killed: "resume when the reason is understood, or send a reducing order"
    case .overLimit: "make it smaller, or raise the limit in the configuration"
    case .priceCollar: "move the price towards the market, or widen the collar"
    case .missingPrice: "wait for a quote, or check the data source"
    case .notAllowed, .policy: "have the policy changed if this is meant to be allowed"
    case .window: "wait until earlier uses leave the window, or raise it"
    case .requirement: "change the instruction's condition or the size"
    case .outOfRange: "check the number"
    }
  }
}
