import FixedPoint
import JSON
import Simulation
import TradingModel
import VenueDefinitions

/// The funding account.
enum OKXAssets {
  private static let wallets: [String: WalletKind] = ["6": .okxFunding, "18": .okxTrading]

  private static func asset(
    _ state: VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> AssetID {
    guard let name = call["ccy"],
      let asset = state.assets("okx").first(where: { state.symbol($0) == name })
    else { throw VenueFailure(58003, "Currency type is not supported.") }
    return asset
  }

  private static func coins(_ state: VenueServerState, _ call: VenueCall) -> [AssetID] {
    let wanted = call["ccy"]?.split(separator: ",").map(String.init)
    return state.assets("okx").filter { wanted?.contains(state.symbol($0)) ?? true }
  }

  static func currencies(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    var rows: [JSONNode] = []
    for asset in coins(state, call) {
      for (place, network) in state.networks("okx", asset).enumerated() {
        rows.append(
          .fields {
            field("ccy", state.symbol(asset))
            field("name", state.symbol(asset))
            field("logoLink", "")
            field("chain", network.venueNetwork)
            field("ctAddr", "")
            field("canDep", true)
            field("canWd", true)
            field("canInternal", true)
            field("minDep", network.depositMinimum)
            field("minWd", network.withdrawalMinimum)
            field("maxWd", "1000000")
            field("wdTickSz", "8")
            field("wdQuota", "10000000")
            field("usedWdQuota", "0")
            field("fee", network.withdrawalFee)
            field("minFee", network.withdrawalFee)
            field("maxFee", network.withdrawalFee)
            field("minFeeForCtAddr", "")
            field("maxFeeForCtAddr", "")
            field("mainNet", place == 0)
            field("needTag", false)
            field("minDepArrivalConfirm", String(network.depositConfirmations))
            field("minWdUnlockConfirm", String(network.depositConfirmations))
            field("depQuotaFixed", "")
            field("usedDepQuotaFixed", "")
            field("depQuoteDailyLayer2", "")
            field("burningFeeRate", "")
          })
      }
    }
    return .array(rows)
  }

  static func balances(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let engine = state.wallet(call.account, .okxFunding).engine
    return .array(
      coins(state, call).map { asset in
        .fields {
          field("ccy", state.symbol(asset))
          field("bal", engine.balance(asset))
          field("availBal", engine.available(asset))
          field("frozenBal", "0")
        }
      })
  }

  static func address(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let asset = try asset(state, call)
    return .array(
      state.networks("okx", asset).enumerated().map { place, network in
        .fields {
          field("addr", state.address("okx", network.network, account: call.account))
          field("tag", "")
          field("memo", "")
          field("pmtId", "")
          field("ccy", state.symbol(asset))
          field("chain", network.venueNetwork)
          field("to", "6")
          field("selected", place == 0)
          field("ctAddr", "")
        }
      })
  }

  private static func records(
    _ state: VenueServerState, _ call: VenueCall, _ kind: TransferRecord.Kind
  ) -> [TransferRecord] {
    state.accounts[call.account].transfers.filter { record in
      record.kind == kind && record.wallet.venue == "okx"
        && (call["ccy"] == nil || state.symbol(record.asset) == call["ccy"])
        && (call["clientId"] == nil || record.clientID == call["clientId"])
    }.reversed()
  }

  static func deposits(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let now = state.now
    return .array(
      records(state, call, .deposit).map { record in
        .fields {
          field("depId", String(record.id))
          field("ccy", state.symbol(record.asset))
          field("chain", record.network)
          field("amt", record.amount)
          field("from", "")
          field("to", record.address)
          field("txId", record.hash)
          field("state", record.isComplete(at: now) ? "2" : "0")
          field("actualDepBlkConfirm", String(record.confirmations ?? 1))
          field("areaCodeFrom", "")
          field("fromWdId", "")
          field("ts", String(record.created.milliseconds))
        }
      })
  }

  static func withdraw(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let asset = try asset(state, call)
    let networks = state.networks("okx", asset)
    guard
      let network = networks.first(where: {
        call["chain"] == nil || $0.venueNetwork == call["chain"]
      })
    else { throw VenueFailure(58207, "Withdrawal address isn't on the verified address list.") }
    guard let address = call["toAddr"] else { throw OKXFailures.parameter("toAddr") }
    guard let amount = call["amt"].flatMap({ Quantity($0) }), amount.isPositive else {
      throw OKXFailures.parameter("amt")
    }
    let client = call["clientId"] ?? ""
    if !client.isEmpty, !records(state, call, .withdrawal).isEmpty {
      throw VenueFailure(58229, "clientId already exists.")
    }
    do throws(OrderRefusal) {
      let record = try state.withdraw(
        asset, amount, network: network, address: address, tag: "", clientID: client,
        from: .okxFunding, feeOnTop: true, account: call.account)
      return .array([
        .fields {
          field("amt", amount)
          field("wdId", String(record.id))
          field("ccy", state.symbol(asset))
          field("clientId", client)
          field("chain", network.venueNetwork)
        }
      ])
    } catch {
      throw error == .balance
        ? VenueFailure(58350, "Insufficient balance.")
        : VenueFailure(58206, "Withdrawal amount must be greater than or equal to the minimum.")
    }
  }

  static func withdrawals(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let now = state.now
    return .array(
      records(state, call, .withdrawal)
        .filter { call["wdId"] == nil || String($0.id) == call["wdId"] }
        .map { record in
          let isDone = record.isComplete(at: now)
          return .fields {
            field("wdId", String(record.id))
            field("ccy", state.symbol(record.asset))
            field("chain", record.network)
            field("amt", record.amount)
            field("fee", record.fee)
            field("feeCcy", state.symbol(record.asset))
            field("from", "")
            field("to", record.address)
            field("txId", record.shownHash(at: now))
            field("state", isDone ? "2" : "0")
            field("clientId", record.clientID)
            field("tag", record.tag)
            field("pmtId", "")
            field("memo", "")
            field("ts", String(record.created.milliseconds))
          }
        })
  }

  static func transfer(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let asset = try asset(state, call)
    guard let from = call["from"].flatMap({ wallets[$0] }),
      let to = call["to"].flatMap({ wallets[$0] }), from != to
    else { throw OKXFailures.parameter("from") }
    guard let amount = call["amt"].flatMap({ Quantity($0) }), amount.isPositive else {
      throw OKXFailures.parameter("amt")
    }
    let record = state.move(
      asset, amount, from: from, to: to, account: call.account, label: "",
      clientID: call["clientId"] ?? "")
    guard let record else { throw VenueFailure(58350, "Insufficient balance.") }
    return .array([
      .fields {
        field("transId", String(record.id))
        field("clientId", record.clientID)
        field("ccy", state.symbol(asset))
        field("from", call["from"])
        field("amt", amount)
        field("to", call["to"])
      }
    ])
  }

  static func transferState(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let rows = records(state, call, .move).filter {
      call["transId"] == nil || String($0.id) == call["transId"]
    }
    guard let record = rows.first else {
      throw VenueFailure(58129, "Incorrect transfer id.")
    }
    func name(_ kind: WalletKind?) -> String { kind == .okxFunding ? "6" : "18" }
    return .array([
      .fields {
        field("transId", String(record.id))
        field("clientId", record.clientID)
        field("ccy", state.symbol(record.asset))
        field("amt", record.amount)
        field("from", name(record.wallet))
        field("to", name(record.to))
        field("type", "0")
        field("state", "success")
        field("subAcct", "")
        field("instId", "")
        field("toInstId", "")
      }
    ])
  }
}
