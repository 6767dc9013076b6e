/// The exchange's words for refusing an order; the raw value is the code it answers with.
enum OrderRejection: String, Hashable, Sendable, CaseIterable {
  case unknownInstrument = "unknown_instrument"
  case duplicate = "duplicate_order"
  case quantity = "invalid_quantity"
  case price = "invalid_price"
  case trigger = "invalid_trigger"
  case expiry = "invalid_expiry"
  case notional = "minimum_notional"
  case noPrice = "no_price"
  case postOnly = "post_only_would_take"
  case postOnlyForm = "post_only_needs_resting_limit"
  case reduceOnly = "reduce_only"
  case balance = "insufficient_balance"

  var message: String {
    switch self {
    case .unknownInstrument: "the instrument does not trade here"
    case .duplicate: "the order was sent before"
    case .quantity: "the quantity breaks the instrument's rules"
    case .price: "the price is missing, superfluous or off the tick"
    case .trigger: "the trigger is missing, superfluous or not positive"
    case .expiry: "the expiry is missing or past"
    case .notional: "the order's value is below the minimum"
    case .noPrice: "no price is known yet"
    case .postOnly: "the order would take liquidity"
    case .postOnlyForm: "post-only needs a limit price and a resting time in force"
    case .reduceOnly: "there is no position to reduce"
    case .balance: "the balance or margin does not suffice"
    }
  }
}
