import FixedPoint
import VenueDefinitions

/// Finds what cannot be right in values that read well: more filled than ordered, a rebate nobody
/// pays.
enum OutcomeChecks {
  /// Marks orders and fills that cannot be right; the failure names the first.
  static func mark(_ decoded: inout Decoded) {
    for index in decoded.orders.indices { mark(&decoded.orders[index]) }
    for index in decoded.fills.indices {
      let orderID = decoded.fills[index].orderID
      let order = decoded.orders.first { $0.orderID != nil && $0.orderID == orderID }
      mark(&decoded.fills[index], of: order)
    }
    let overfilled = decoded.orders.first { $0.anomaly != nil }?.anomaly
    guard let anomaly = overfilled ?? decoded.fills.first(where: { $0.anomaly != nil })?.anomaly,
      decoded.failure == nil
    else { return }
    decoded.failure = WireFailure(.anomaly, then: .reconcile, message(anomaly))
  }

  private static func message(_ anomaly: String) -> String {
    switch anomaly {
    case "overfill": "more was filled than was ordered"
    case "negative_fee": "a rebate larger than any venue pays"
    default: anomaly
    }
  }

  private static func mark(_ order: inout OrderRecord) {
    if let amount = order.amount, let filled = order.filled, filled > amount {
      order.anomaly = "overfill"
    } else if isImplausible(order.fees, cost: order.cost?.value, price: order.average?.value) {
      order.anomaly = "negative_fee"
    }
  }

  private static func mark(_ fill: inout FillRecord, of order: OrderRecord?) {
    if fill.anomaly != nil { return }
    if let amount = fill.amount, let ordered = order?.amount, amount > ordered {
      fill.anomaly = "overfill"
    } else if let fee = fill.fee,
      isImplausible([fee], cost: fill.cost?.value, price: fill.price.value)
    {
      fill.anomaly = "negative_fee"
    }
  }

  /// A rebate above one percent of the value, in whichever of the two coins it is paid.
  private static func isImplausible(
    _ fees: [FeeRecord], cost: Decimal18?, price: Decimal18?
  ) -> Bool {
    guard let cost else { return false }
    let limit = Decimal18(mantissa: cost.mantissa / 100).magnitude
    for fee in fees where fee.cost.isNegative {
      let rebate = fee.cost.value.magnitude
      guard rebate > limit else { continue }
      // Paid in base units it is worth its amount times the price; that is less only below one.
      if let price, price > .zero, price < .one,
        let value = rebate.multipliedIfFits(by: price, rounding: .up), value <= limit
      {
        continue
      }
      return true
    }
    return false
  }
}
