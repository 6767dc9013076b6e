import FixedPoint
import JSON
import Simulation
import TradingModel
import VenueDefinitions

/// `/sapi`: coins, deposits, withdrawals and moves between wallets.
enum BinanceWallet {
  static func none(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode { .array([]) }

  static func status(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    .fields {
      field("status", 0)
      field("msg", "normal")
    }
  }

  static func coins(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let wallet = state.wallet(call.account, .binanceSpot)
    return .array(
      state.assets("binance").map { asset in
        let networks = state.networks("binance", asset)
        return .fields {
          field("coin", state.symbol(asset))
          field("depositAllEnable", true)
          field("withdrawAllEnable", true)
          field("name", state.symbol(asset))
          field("free", wallet.engine.available(asset))
          field("locked", wallet.engine.locked(asset))
          field("freeze", "0")
          field("withdrawing", "0")
          field("ipoing", "0")
          field("ipoable", "0")
          field("storage", "0")
          field("isLegalMoney", false)
          field("trading", true)
          field(
            "networkList",
            networks.enumerated().map { place, network in
              row(network, isDefault: place == 0)
            })
        }
      })
  }

  private static func row(_ network: NetworkDefinition, isDefault: Bool) -> JSONNode {
    .fields {
      field("network", network.venueNetwork)
      field("coin", network.asset)
      field("name", network.network)
      field("isDefault", isDefault)
      field("depositEnable", true)
      field("withdrawEnable", true)
      field("withdrawFee", network.withdrawalFee)
      field("withdrawMin", network.withdrawalMinimum)
      field("withdrawMax", "1000000")
      field("withdrawIntegerMultiple", "0.00000001")
      field("minConfirm", network.depositConfirmations)
      field("unLockConfirm", network.depositConfirmations)
      field("addressRegex", "")
      field("memoRegex", "")
      field("sameAddress", false)
      field("withdrawTag", false)
      field("contractAddress", "")
      field("busy", false)
      field("depositDust", network.depositMinimum)
    }
  }

  private static func asset(
    _ state: VenueServerState, _ call: VenueCall, _ name: String
  ) throws(VenueFailure) -> AssetID {
    guard let text = call[name] else { throw BinanceFailures.missing(name) }
    guard let asset = state.assets("binance").first(where: { state.symbol($0) == text }) else {
      throw VenueFailure(-4026, "Coin \(text) is not supported.")
    }
    return asset
  }

  private static func network(
    _ state: VenueServerState, _ call: VenueCall, _ asset: AssetID
  ) throws(VenueFailure) -> NetworkDefinition {
    let networks = state.networks("binance", asset)
    let wanted = call["network"]
    guard let network = networks.first(where: { wanted == nil || $0.venueNetwork == wanted })
    else { throw VenueFailure(-4012, "The network is not supported.") }
    return network
  }

  static func depositAddress(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let asset = try asset(state, call, "coin")
    let network = try network(state, call, asset)
    return .fields {
      field("address", state.address("binance", network.network, account: call.account))
      field("coin", state.symbol(asset))
      field("tag", "")
      field("url", "")
    }
  }

  private static func records(
    _ state: VenueServerState, _ call: VenueCall, _ kind: TransferRecord.Kind
  ) -> [TransferRecord] {
    let start = call.time("startTime")
    let end = call.time("endTime")
    return state.accounts[call.account].transfers.filter { record in
      record.kind == kind && record.wallet.venue == "binance"
        && (call["coin"] == nil || state.symbol(record.asset) == call["coin"])
        && (start.map { record.created >= $0 } ?? true)
        && (end.map { record.created <= $0 } ?? true)
    }.reversed()
  }

  static func deposits(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let now = state.now
    return .array(
      records(state, call, .deposit).map { record in
        .fields {
          field("id", String(record.id))
          field("amount", record.amount)
          field("coin", state.symbol(record.asset))
          field("network", record.network)
          field("status", record.isComplete(at: now) ? 1 : 0)
          field("address", record.address)
          field("addressTag", "")
          field("txId", record.hash)
          field("insertTime", record.created.milliseconds)
          field(
            "completeTime", record.isComplete(at: now) ? record.completes.milliseconds : 0)
          field("transferType", 0)
          field("confirmTimes", "\(record.confirmations ?? 1)/\(record.needed)")
          field("unlockConfirm", 0)
          field("walletType", 0)
        }
      })
  }

  static func withdraw(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let asset = try asset(state, call, "coin")
    let network = try network(state, call, asset)
    guard let address = call["address"] else { throw BinanceFailures.missing("address") }
    guard let amount = call["amount"].flatMap({ Quantity($0) }), amount.isPositive else {
      throw BinanceFailures.missing("amount")
    }
    do throws(OrderRefusal) {
      let record = try state.withdraw(
        asset, amount, network: network, address: address, tag: call["addressTag"] ?? "",
        clientID: call["withdrawOrderId"] ?? "", from: .binanceSpot, feeOnTop: false,
        account: call.account)
      return .fields {
        field("id", identity(record))
      }
    } catch {
      throw error == .balance
        ? VenueFailure(-4026, "The user has insufficient balance available.")
        : VenueFailure(-4014, "The withdrawal amount is below the minimum.")
    }
  }

  /// 32 hexadecimal digits.
  private static func identity(_ record: TransferRecord) -> String {
    String(record.hash.suffix(32))
  }

  static func withdrawals(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let now = state.now
    return .array(
      records(state, call, .withdrawal)
        .filter { call["withdrawOrderId"] == nil || $0.clientID == call["withdrawOrderId"] }
        .map { record in
          let isDone = record.isComplete(at: now)
          return .fields {
            field("id", identity(record))
            field("amount", record.amount)
            field("transactionFee", record.fee)
            field("coin", state.symbol(record.asset))
            field("status", isDone ? 6 : 4)
            field("address", record.address)
            field("addressTag", record.tag)
            field("txId", record.shownHash(at: now))
            field("applyTime", CalendarText.plain(record.created))
            field("network", record.network)
            field("transferType", 0)
            field("withdrawOrderId", record.clientID)
            field("info", "")
            field("confirmNo", record.confirmations ?? (isDone ? 1 : 0))
            field("walletType", 0)
            field("txKey", "")
            field("completeTime", isDone ? CalendarText.plain(record.completes) : "")
          }
        })
  }

  private static let wallets: [String: WalletKind] = [
    "MAIN": .binanceSpot, "UMFUTURE": .binanceFutures, "FUNDING": .binanceFunding,
  ]

  static func transfer(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let asset = try asset(state, call, "asset")
    guard let type = call["type"] else { throw BinanceFailures.missing("type") }
    let sides = type.split(separator: "_").map(String.init)
    guard sides.count == 2, let from = wallets[sides[0]], let to = wallets[sides[1]], from != to
    else { throw VenueFailure(-9000, "Transfer type \(type) is not supported.") }
    guard let amount = call["amount"].flatMap({ Quantity($0) }), amount.isPositive else {
      throw BinanceFailures.missing("amount")
    }
    let record = state.move(
      asset, amount, from: from, to: to, account: call.account, label: type)
    guard let record else {
      throw VenueFailure(-5013, "Asset transfer failed: insufficient balance")
    }
    return .fields {
      field("tranId", record.id)
    }
  }

  static func transfers(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let rows = records(state, call, .move).filter {
      call["type"] == nil || $0.label == call["type"]
    }
    return .fields {
      field("total", rows.count)
      field(
        "rows",
        rows.map { record in
          JSONNode.fields {
            field("asset", state.symbol(record.asset))
            field("amount", record.amount)
            field("type", record.label)
            field("status", "CONFIRMED")
            field("tranId", record.id)
            field("timestamp", record.created.milliseconds)
          }
        })
    }
  }

  private static func holdings(
    _ state: VenueServerState, _ call: VenueCall, _ kind: WalletKind
  ) -> JSONNode {
    let wallet = state.wallet(call.account, kind)
    return .array(
      state.assets("binance").filter { !wallet.engine.balance($0).isZero }.map { asset in
        .fields {
          field("asset", state.symbol(asset))
          field("free", wallet.engine.available(asset))
          field("locked", wallet.engine.locked(asset))
          field("freeze", "0")
          field("withdrawing", "0")
          field("ipoable", "0")
          field("btcValuation", "0")
        }
      })
  }

  static func assets(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode { holdings(state, call, .binanceSpot) }

  static func fundingAssets(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode { holdings(state, call, .binanceFunding) }

  static func tradeFees(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    .array(
      state.feeds("binance", .spot).map { state.markets.feeds[$0].instrument }
        .filter { call["symbol"] == nil || $0.venueSymbol == call["symbol"] }
        .map { rules in
          .fields {
            field("symbol", rules.venueSymbol)
            field("makerCommission", rules.makerFee)
            field("takerCommission", rules.takerFee)
          }
        })
  }

  static func restrictions(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let rights = call.key?.permissions ?? []
    return .fields {
      field("ipRestrict", !(call.key?.addresses.isEmpty ?? true))
      field("createTime", state.started.milliseconds)
      field("enableReading", rights.contains(.read))
      field("enableWithdrawals", rights.contains(.withdraw))
      field("enableInternalTransfer", rights.contains(.transfer))
      field("enableMargin", false)
      field("enableFutures", rights.contains(.futures))
      field("permitsUniversalTransfer", rights.contains(.transfer))
      field("enableVanillaOptions", false)
      field("enablePortfolioMarginTrading", false)
      field("enableFixApiTrade", false)
      field("enableFixReadOnly", false)
      field("enableSpotAndMarginTrading", rights.contains(.spot))
    }
  }
}
