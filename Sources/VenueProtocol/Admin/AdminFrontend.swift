import FixedPoint
import JSON
import Simulation
import TradingModel

/// The simulator's administration: time, prices, money, faults, counters and the books themselves.
enum AdminFrontend {
  static let endpoints: [VenueEndpoint] = [
    VenueEndpoint("GET", "/admin/status", handle: status),
    VenueEndpoint("POST", "/admin/faults", handle: addFault),
    VenueEndpoint("GET", "/admin/faults", handle: listFaults),
    VenueEndpoint("DELETE", "/admin/faults", handle: clearFaults),
    VenueEndpoint("POST", "/admin/step", handle: step),
    VenueEndpoint("POST", "/admin/freeze", handle: freeze),
    VenueEndpoint("POST", "/admin/price", handle: setPrice),
    VenueEndpoint("POST", "/admin/deposit", handle: deposit),
    VenueEndpoint("POST", "/admin/funding", handle: setFunding),
    VenueEndpoint("POST", "/admin/adl", handle: AdminAccidents.deleverage),
    VenueEndpoint("POST", "/admin/expire-listen-keys", handle: expireListenKeys),
    VenueEndpoint("POST", "/admin/disconnect", handle: disconnect),
    VenueEndpoint("GET", "/admin/counters", handle: counters),
    VenueEndpoint("GET", "/admin/books", handle: AdminBooks.all),
  ]

  static func answer(_ request: VenueRequest, _ state: inout VenueServerState) -> VenueAnswer {
    guard
      let endpoint = endpoints.first(where: {
        $0.method == request.method && $0.path == request.path
      })
    else { return VenueAnswer(status: 404, body: #"{"error":"no such path"}"#) }
    var call = VenueCall(segment: .admin, parameters: QueryParameters(request.query))
    if let body = try? JSONNode(parsing: request.body) { call.body = body }
    do throws(VenueFailure) {
      let answer = try endpoint.handle(&state, call)
      return VenueAnswer(status: 200, body: answer.description)
    } catch {
      return VenueAnswer(
        status: error.status,
        body: JSONNode.fields {
          field("error", error.message)
        }.description)
    }
  }

  private static func status(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    .fields {
      field("time", state.now.milliseconds)
      field("marketTime", state.markets.now.milliseconds)
      field("seed", String(state.options.seed))
      field("frozen", state.markets.isFrozen)
      field("connections", state.sessionOrder.count)
      field(
        "markets",
        state.markets.feeds.map { feed in
          JSONNode.fields {
            field("venue", state.catalog[feed.instrument.venue].name)
            field("symbol", feed.instrument.symbol)
            field("bid", feed.bids.first?.price)
            field("ask", feed.asks.first?.price)
            field("last", feed.last)
            field("mark", feed.mark)
          }
        })
    }
  }

  private static func addFault(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    guard let name = call["kind"], let kind = FaultKind(rawValue: name) else {
      let known = FaultKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw VenueFailure(0, "kind must be one of \(known)")
    }
    let forever = kind.isStanding || kind == .maintenance || kind == .stallFrames
    let ends = call.integer("seconds").map { state.now.advanced(by: .seconds(Int64($0))) }
    let fault = Fault(
      id: state.nextNumber(), kind: kind, segment: call["venue"] ?? "",
      method: call["method"] ?? "", path: call["path"] ?? "",
      count: call.integer("count") ?? (forever ? .max : 1),
      likelihood: call.integer("likelihood") ?? 1_000_000,
      milliseconds: call.integer("milliseconds") ?? 0, ends: ends)
    state.faults.append(fault)
    return .fields {
      field("id", fault.id)
    }
  }

  private static func listFaults(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    .array(
      state.faults.map { fault in
        .fields {
          field("id", fault.id)
          field("kind", fault.kind.rawValue)
          field("venue", fault.segment)
          field("method", fault.method)
          field("path", fault.path)
          field("count", fault.count)
          field("likelihood", fault.likelihood)
          field("milliseconds", fault.milliseconds)
        }
      })
  }

  private static func clearFaults(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let id = call.integer("id")
    state.faults.removeAll { id == nil || $0.id == id }
    state.frames += state.heldFrames
    state.heldFrames = []
    return .fields {
      field("ok", true)
    }
  }

  private static func step(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let span = call.integer("milliseconds") ?? 100
    guard span > 0, span <= 86_400_000 else { throw VenueFailure(0, "1 ms to a day at once") }
    let target = state.markets.now.advanced(by: .milliseconds(Int64(span)))
    let stride = state.markets.stride(to: target, within: 600)
    while state.markets.now.advanced(by: stride) <= target { state.stepMarkets(by: stride) }
    state.publish()
    return .fields {
      field("marketTime", state.markets.now.milliseconds)
    }
  }

  private static func freeze(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    state.markets.isFrozen = call["frozen"].map { $0 == "true" } ?? true
    return .fields {
      field("frozen", state.markets.isFrozen)
    }
  }

  private static func setPrice(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    guard let asset = call["asset"].flatMap({ state.catalog.asset(named: $0) }),
      let price = call["price"].flatMap({ Price($0) }), price.isPositive,
      state.markets.set(asset.id, to: price)
    else { throw VenueFailure(0, "asset and price") }
    state.showMarkets()
    state.publishMarkets()
    state.publish()
    return .fields {
      field("ok", true)
    }
  }

  private static func setFunding(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    guard let rate = call["rate"].flatMap({ Rate($0) }) else { throw VenueFailure(0, "rate") }
    for place in state.markets.feeds.indices where state.markets.feeds[place].isPerpetual {
      state.markets.feeds[place].fundingRate = rate
      if call.flag("now") { state.markets.feeds[place].nextFunding = state.markets.now }
    }
    if call.flag("now") { state.stepMarkets(by: state.options.step) }
    state.publish()
    return .fields {
      field("ok", true)
    }
  }

  private static func deposit(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let account = call["account"] ?? "main"
    guard let place = state.accounts.firstIndex(where: { $0.name == account }),
      let asset = call["asset"].flatMap({ state.catalog.asset(named: $0) }),
      let amount = call["amount"].flatMap({ Quantity($0) }), !amount.isZero,
      let kind = WalletKind.allCases.first(where: { "\($0)" == call["wallet"] })
    else {
      let names = WalletKind.allCases.map { "\($0)" }.joined(separator: ", ")
      throw VenueFailure(0, "asset, amount, account and wallet, one of \(names)")
    }
    state.deposit(asset.id, amount, to: kind, account: place, network: call["network"] ?? "SIM")
    state.publish()
    return .fields {
      field("ok", true)
    }
  }

  private static func expireListenKeys(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    BinanceStreams.expire(&state)
    return .fields {
      field("ok", true)
    }
  }

  private static func disconnect(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let venue = call["venue"]
    var closed = 0
    for id in state.sessionOrder
    where venue == nil || state.sessions[id]?.segment.rawValue == venue {
      state.hangUp(id, code: 1001)
      closed += 1
    }
    return .fields {
      field("closed", closed)
    }
  }

  private static func counters(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let counters = state.counters
    return .fields {
      field(
        "venues",
        JSONNode.object(
          VenueSegment.allCases.enumerated().map { place, segment in
            JSONMember(
              name: segment.rawValue,
              value: .fields {
                field("public", counters.open[place])
                field("private", counters.keyed[place])
                field("limited", counters.limited[place])
              })
          }))
      field("orders", counters.orders)
      field("duplicates", counters.duplicates)
      field("fills", counters.fills)
      field("faults", counters.faults)
      field("framesOut", counters.framesOut)
      field("framesIn", counters.framesIn)
    }
  }
}
