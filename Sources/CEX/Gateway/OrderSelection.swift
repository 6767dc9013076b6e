/// Which orders a call is about.
public struct OrderSelection: Sendable {
  /// Their symbol; nil for all.
  public var symbol: String?
  /// The venue's ids.
  public var orderIDs: [String] = []
  /// The caller's ids.
  public var clientOrderIDs: [String] = []
  /// Whether they are in the venue's book of conditional orders.
  public var isConditional = false
  /// What the conditional orders are for, where the venue asks (Bybit spot).
  public var conditionalKind: OrderTrigger.Kind?
}

extension OrderSelection {
  /// One selection an order.
  var split: [OrderSelection] {
    var single = self
    single.orderIDs = []
    single.clientOrderIDs = []
    return orderIDs.map { id in
      var one = single
      one.orderIDs = [id]
      return one
    }
      + clientOrderIDs.map { id in
        var one = single
        one.clientOrderIDs = [id]
        return one
      }
  }
}
