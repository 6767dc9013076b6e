import JSON

/// Batches: each item's code travels in `retExtInfo`.
enum BybitBatches {
  private static func all(
    _ state: inout VenueServerState, _ call: VenueCall,
    _ handle: (inout VenueServerState, VenueCall) throws(VenueFailure) -> JSONNode
  ) throws(VenueFailure) -> JSONNode {
    guard let items = call.body["request"]?.elements, !items.isEmpty else {
      throw BybitFailures.missing("request")
    }
    let category = call["category"] ?? ""
    guard items.count <= (category == "spot" ? 10 : 20) else {
      throw VenueFailure(10001, "The number of orders in the batch exceeds the limit.")
    }
    var rows: [JSONNode] = []
    var codes: [JSONNode] = []
    for item in items {
      let members = (item.members ?? []) + [JSONMember(name: "category", value: .string(category))]
      do throws(VenueFailure) {
        let result = try handle(&state, call.item(.object(members)))
        rows.append(
          .fields {
            field("category", category)
            field("symbol", item["symbol"] ?? .string(""))
            field("orderId", result["orderId"])
            field("orderLinkId", result["orderLinkId"])
            field("createAt", String(state.now.milliseconds))
          })
        codes.append(
          .fields {
            field("code", 0)
            field("msg", "OK")
          })
      } catch {
        rows.append(
          .fields {
            field("category", category)
            field("symbol", item["symbol"] ?? .string(""))
            field("orderId", "")
            field("orderLinkId", item["orderLinkId"] ?? .string(""))
            field("createAt", "")
          })
        codes.append(
          .fields {
            field("code", error.code)
            field("msg", error.message)
          })
      }
    }
    return .fields {
      field(
        "result",
        JSONNode.fields {
          field("list", rows)
        })
      field(
        "retExtInfo",
        JSONNode.fields {
          field("list", codes)
        })
    }
  }

  static func place(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode { try all(&state, call, BybitOrders.place) }

  static func amend(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode { try all(&state, call, BybitOrders.amend) }

  static func cancel(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode { try all(&state, call, BybitOrders.cancel) }
}
