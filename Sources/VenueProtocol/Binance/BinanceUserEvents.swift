import FixedPoint
import JSON
import Simulation
import TradingModel

/// What user data streams carry.
enum BinanceUserEvents {
  static func events(_ notice: Notice, _ state: VenueServerState) -> [JSONNode] {
    switch notice {
    case .order(let account, .binanceSpot, let order, let cause, let fill):
      return [
        report(order, cause, fill, state),
        balances(order, account, state),
      ]
    case .order(let account, _, let order, let cause, let fill):
      return futures(order, cause, fill, account, state)
    case .balance(let account, .binanceSpot, let asset, let amount, _):
      let now = state.now.milliseconds
      return [
        .fields {
          field("e", "balanceUpdate")
          field("E", now)
          field("a", state.symbol(asset))
          field("d", amount)
          field("T", now)
        },
        outbound([asset], account, state),
      ]
    case .balance(let account, _, let asset, let amount, let reason):
      return [accountUpdate(reason, asset, amount, feed: nil, account, state)]
    case .position(let account, _, let feed, let reason):
      let asset = state.markets.feeds[feed].instrument.settle
      return [accountUpdate(reason, asset, .zero, feed: feed, account, state)]
    }
  }

  private static func balances(
    _ order: OrderRecord, _ account: Int, _ state: VenueServerState
  ) -> JSONNode {
    let rules = state.markets.feeds[order.feed].instrument
    return outbound([rules.base, rules.quote], account, state)
  }

  private static func outbound(
    _ assets: [AssetID], _ account: Int, _ state: VenueServerState
  ) -> JSONNode {
    let engine = state.wallet(account, .binanceSpot).engine
    return .fields {
      field("e", "outboundAccountPosition")
      field("E", state.now.milliseconds)
      field("u", state.now.milliseconds)
      field(
        "B",
        assets.map { asset in
          JSONNode.fields {
            field("a", state.symbol(asset))
            field("f", engine.available(asset))
            field("l", engine.locked(asset))
          }
        })
    }
  }

  private static func execution(_ cause: Notice.Cause) -> String {
    switch cause {
    case .new, .triggered: "NEW"
    case .trade: "TRADE"
    case .canceled: "CANCELED"
    case .expired: "EXPIRED"
    case .rejected: "REJECTED"
    case .amended: "REPLACED"
    }
  }

  private static func report(
    _ order: OrderRecord, _ cause: Notice.Cause, _ fill: FillRecord?, _ state: VenueServerState
  ) -> JSONNode {
    let isCancel = cause == .canceled
    let now = state.now.milliseconds
    return .fields {
      field("e", "executionReport")
      field("E", now)
      field("s", BinanceShapes.symbol(order, state))
      field("c", isCancel ? "cancel-\(order.id)" : order.clientID)
      field("S", order.side == .buy ? "BUY" : "SELL")
      field("o", order.spelledType)
      field("f", order.spelledTimeInForce)
      field("q", order.quantity)
      field("p", order.price ?? .zero)
      field("P", order.trigger?.price ?? .zero)
      field("F", "0.00000000")
      field("g", -1)
      field("C", isCancel ? order.clientID : "")
      field("x", execution(cause))
      field("X", BinanceShapes.status(order.status))
      field("r", "NONE")
      field("i", order.id)
      field("l", fill?.quantity ?? .zero)
      field("z", order.filled)
      field("L", fill?.price ?? .zero)
      field("n", fill?.fee ?? .zero)
      field("N", fill.map { state.symbol($0.feeAsset) })
      field("T", now)
      field("t", fill?.id ?? -1)
      field("I", state.number)
      field("w", order.isOpen && order.status != .untriggered)
      field("m", fill?.isMaker ?? false)
      field("M", false)
      field("O", order.created.milliseconds)
      field("Z", order.filledQuote)
      field("Y", fill?.notional ?? .zero)
      field("Q", order.quoteQuantity ?? .zero)
      field("W", order.created.milliseconds)
      field("V", "EXPIRE_MAKER")
    }
  }

  private static func futures(
    _ order: OrderRecord, _ cause: Notice.Cause, _ fill: FillRecord?, _ account: Int,
    _ state: VenueServerState
  ) -> [JSONNode] {
    var events: [JSONNode] = []
    let isWaiting = order.isConditional && order.triggered == nil
    if order.isConditional, isWaiting || cause == .triggered || !order.isOpen {
      events.append(algo(order, state))
    }
    if isWaiting { return events }
    events.append(trade(order, cause, fill, state))
    if cause == .trade {
      let asset = state.markets.feeds[order.feed].instrument.settle
      events.append(accountUpdate("ORDER", asset, .zero, feed: order.feed, account, state))
    }
    return events
  }

  private static func trade(
    _ order: OrderRecord, _ cause: Notice.Cause, _ fill: FillRecord?, _ state: VenueServerState
  ) -> JSONNode {
    let now = state.now.milliseconds
    let kind =
      cause == .amended
      ? "AMENDMENT" : (fill?.isLiquidation ?? false) ? "CALCULATED" : execution(cause)
    return .fields {
      field("e", "ORDER_TRADE_UPDATE")
      field("E", now)
      field("T", now)
      field(
        "o",
        JSONNode.fields {
          field("s", BinanceShapes.symbol(order, state))
          field("c", order.clientID)
          field("S", order.side == .buy ? "BUY" : "SELL")
          field("o", BinanceShapes.plainType(order))
          field("f", order.spelledTimeInForce)
          field("q", order.quantity)
          field("p", order.price ?? .zero)
          field("ap", BinanceShapes.average(order))
          field("sp", order.trigger?.price ?? .zero)
          field("x", kind)
          field("X", BinanceShapes.status(order.status))
          field("i", order.id)
          field("l", fill?.quantity ?? .zero)
          field("z", order.filled)
          field("L", fill?.price ?? .zero)
          field("N", fill.map { state.symbol($0.feeAsset) } ?? "USDT")
          field("n", fill?.fee ?? .zero)
          field("T", now)
          field("t", fill?.id ?? 0)
          field("b", "0")
          field("a", "0")
          field("m", fill?.isMaker ?? false)
          field("R", order.reduceOnly)
          field("wt", BinanceShapes.working(order))
          field("ot", order.spelledType)
          field("ps", "BOTH")
          field("cp", order.closePosition)
          field("rp", fill?.realised ?? .zero)
          field("pP", false)
          field("si", 0)
          field("ss", 0)
          field("V", "EXPIRE_MAKER")
          field("pm", "NONE")
          field("gtd", 0)
          field("er", "0")
        })
    }
  }

  private static func algo(_ order: OrderRecord, _ state: VenueServerState) -> JSONNode {
    let now = state.now.milliseconds
    return .fields {
      field("e", "ALGO_UPDATE")
      field("E", now)
      field("T", now)
      field(
        "o",
        JSONNode.fields {
          field("caid", order.clientID)
          field("aid", order.id)
          field("at", "CONDITIONAL")
          field("o", order.spelledType)
          field("s", BinanceShapes.symbol(order, state))
          field("S", order.side == .buy ? "BUY" : "SELL")
          field("ps", "BOTH")
          field("f", order.spelledTimeInForce)
          field("q", order.quantity)
          field("X", BinanceShapes.algoStatus(order))
          field("ai", order.triggered == nil ? "" : String(order.id))
          field("ap", BinanceShapes.average(order))
          field("aq", order.filled)
          field("act", "0")
          field("tp", order.trigger?.price ?? .zero)
          field("p", order.price ?? .zero)
          field("V", "EXPIRE_MAKER")
          field("wt", BinanceShapes.working(order))
          field("pm", "NONE")
          field("cp", order.closePosition)
          field("pP", false)
          field("R", order.reduceOnly)
          field("tt", order.triggered?.milliseconds ?? 0)
          field("gtd", 0)
          field("rm", "")
        })
    }
  }

  /// `ACCOUNT_UPDATE`: one balance and, where a market is concerned, its position.
  private static func accountUpdate(
    _ reason: String, _ asset: AssetID, _ change: Quantity, feed: Int?, _ account: Int,
    _ state: VenueServerState
  ) -> JSONNode {
    let wallet = state.wallet(account, .binanceFutures)
    let now = state.now.milliseconds
    let balance = wallet.engine.balance(asset)
    var positions: [JSONNode] = []
    if let feed, let position = wallet.engine.position(state.markets.feeds[feed].instrument.id) {
      let entry = position.entry.value.formatted(decimals: 8, rounding: .halfEven)
      positions.append(
        .fields {
          field("s", state.markets.feeds[feed].instrument.venueSymbol)
          field("pa", position.size)
          field("ep", entry)
          field("bep", entry)
          field("cr", "0")
          field("up", position.unrealised)
          field("mt", position.mode == .isolated ? "isolated" : "cross")
          field("iw", position.isolatedMargin)
          field("ps", "BOTH")
        })
    }
    return .fields {
      field("e", "ACCOUNT_UPDATE")
      field("E", now)
      field("T", now)
      field(
        "a",
        JSONNode.fields {
          field("m", reason)
          field(
            "B",
            [
              JSONNode.fields {
                field("a", state.symbol(asset))
                field("wb", balance)
                field("cw", balance)
                field("bc", change)
              }
            ])
          field("P", positions)
        })
    }
  }
}
