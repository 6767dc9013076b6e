/// The venue's codes for what is refused. Source: ccxt's table of OKX errors.
enum OKXFailures {
  static func failure(_ refusal: OrderRefusal) -> VenueFailure {
    switch refusal {
    case .tick: VenueFailure(51000, "Parameter px error")
    case .price: VenueFailure(51006, "Order price is not within the price limit")
    case .step: VenueFailure(51121, "Order quantity must be a multiple of the lot size.")
    case .minimumQuantity:
      VenueFailure(51020, "Your order should meet or exceed the minimum order amount.")
    case .maximumQuantity:
      VenueFailure(51004, "Order failed. The order amount exceeds the limit.")
    case .notional:
      VenueFailure(51020, "Your order should meet or exceed the minimum order amount.")
    case .duplicateClientID: VenueFailure(51016, "Client order ID already exists.")
    case .balance: VenueFailure(51008, "Order failed. Insufficient account balance.")
    case .reduceOnly:
      VenueFailure(
        51169,
        "Order failed because you don't have any positions in this direction for this contract "
          + "to reduce or close.")
    case .postOnlyWouldTake: VenueFailure(51511, "Post-only order would take liquidity.")
    case .wouldTrigger:
      VenueFailure(51280, "SL trigger price is on the wrong side of the last price.")
    case .tooManyOrders: VenueFailure(51005, "Your order amount exceeds the max order amount.")
    case .noPrice: VenueFailure(51022, "Contract suspended.")
    case .notFound: VenueFailure(51603, "Order does not exist")
    case .finished: VenueFailure(51401, "Cancellation failed as the order is already canceled.")
    case .unchanged: VenueFailure(51512, "Amendment has no effect.")
    case .invalid: VenueFailure(51000, "Parameter error")
    }
  }

  static func parameter(_ name: String) -> VenueFailure {
    VenueFailure(51000, "Parameter \(name) error")
  }

  static let instrument = VenueFailure(51001, "Instrument ID does not exist")
}
