import JSON

/// Batches of futures orders: each item succeeds or fails for itself.
enum BinanceBatches {
  private static func items(
    _ call: VenueCall, _ most: Int
  ) throws(VenueFailure) -> [VenueCall] {
    guard let text = call["batchOrders"], let items = try? JSONNode(parsing: text).elements,
      !items.isEmpty
    else { throw BinanceFailures.missing("batchOrders") }
    if items.count > most {
      throw VenueFailure(-4082, "Invalid number of batch place orders.")
    }
    return items.map { call.item($0) }
  }

  private static func all(
    _ calls: [VenueCall],
    _ handle: (VenueCall) throws(VenueFailure) -> JSONNode
  ) -> JSONNode {
    .array(
      calls.map { call in
        BinanceOrders.attempt { () throws(VenueFailure) in try handle(call) }.node
      })
  }

  static func place(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let calls = try items(call, 5)
    return all(calls) { call throws(VenueFailure) in try BinanceOrders.place(&state, call) }
  }

  static func modify(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let calls = try items(call, 5)
    return all(calls) { call throws(VenueFailure) in try BinanceOrders.modify(&state, call) }
  }

  static func cancel(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let byNumber = call["orderIdList"] ?? call["orderidlist"]
    let byClientID = call["origClientOrderIdList"] ?? call["origclientorderidlist"]
    guard let text = byNumber ?? byClientID,
      let items = try? JSONNode(parsing: text).elements, !items.isEmpty
    else { throw BinanceFailures.missing("orderIdList") }
    if items.count > 10 {
      throw VenueFailure(-4082, "Invalid number of batch place orders.")
    }
    let name = byNumber == nil ? "origClientOrderId" : "orderId"
    let calls = items.map { item in
      call.item(.object([JSONMember(name: name, value: item)]), keeping: ["symbol"])
    }
    return all(calls) { call throws(VenueFailure) in try BinanceOrders.cancel(&state, call) }
  }
}
