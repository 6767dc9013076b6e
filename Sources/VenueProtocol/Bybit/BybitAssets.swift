import FixedPoint
import JSON
import Simulation
import TradingModel
import VenueDefinitions

/// Coins, deposits, withdrawals and transfers.
enum BybitAssets {
  private static let wallets: [String: WalletKind] = [
    "UNIFIED": .bybitUnified, "FUND": .bybitFunding,
  ]

  private static func asset(
    _ state: VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> AssetID {
    guard let name = call["coin"],
      let asset = state.assets("bybit").first(where: { state.symbol($0) == name })
    else { throw BybitFailures.missing("coin") }
    return asset
  }

  static func coins(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let assets = state.assets("bybit").filter {
      call["coin"] == nil || state.symbol($0) == call["coin"]
    }
    return .fields {
      field(
        "rows",
        assets.map { asset in
          JSONNode.fields {
            field("name", state.symbol(asset))
            field("coin", state.symbol(asset))
            field("remainAmount", "10000000")
            field("chains", state.networks("bybit", asset).map(chain))
          }
        })
    }
  }

  private static func chain(_ network: NetworkDefinition) -> JSONNode {
    .fields {
      field("chain", network.venueNetwork)
      field("chainType", network.network)
      field("confirmation", String(network.depositConfirmations))
      field("withdrawFee", network.withdrawalFee)
      field("depositMin", network.depositMinimum)
      field("withdrawMin", network.withdrawalMinimum)
      field("minAccuracy", "8")
      field("chainDeposit", "1")
      field("chainWithdraw", "1")
      field("withdrawPercentageFee", "0")
      field("contractAddress", "")
      field("safeConfirmNumber", "1")
    }
  }

  static func address(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let asset = try asset(state, call)
    let networks = state.networks("bybit", asset).filter {
      call["chainType"] == nil || $0.venueNetwork == call["chainType"]
    }
    return .fields {
      field("coin", state.symbol(asset))
      field(
        "chains",
        networks.map { network in
          JSONNode.fields {
            field("chainType", network.network)
            field("chain", network.venueNetwork)
            field("addressDeposit", state.address("bybit", network.network, account: call.account))
            field("tagDeposit", "")
            field("contractAddress", "")
          }
        })
    }
  }

  private static func records(
    _ state: VenueServerState, _ call: VenueCall, _ kind: TransferRecord.Kind
  ) -> [TransferRecord] {
    let start = call.time("startTime")
    let end = call.time("endTime")
    return state.accounts[call.account].transfers.filter { record in
      record.kind == kind && record.wallet.venue == "bybit"
        && (call["coin"] == nil || state.symbol(record.asset) == call["coin"])
        && (start.map { record.created >= $0 } ?? true)
        && (end.map { record.created <= $0 } ?? true)
    }.reversed()
  }

  static func deposits(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let now = state.now
    return .fields {
      field(
        "rows",
        records(state, call, .deposit).map { record in
          JSONNode.fields {
            field("id", String(record.id))
            field("coin", state.symbol(record.asset))
            field("chain", record.network)
            field("amount", record.amount)
            field("txID", record.hash)
            field("status", record.isComplete(at: now) ? 3 : 1)
            field("toAddress", record.address)
            field("tag", "")
            field("depositFee", "")
            field(
              "successAt", record.isComplete(at: now) ? String(record.completes.milliseconds) : "")
            field("confirmations", String(record.confirmations ?? 1))
            field("txIndex", "0")
            field("blockHash", "")
            field("depositType", "0")
          }
        })
      field("nextPageCursor", "")
    }
  }

  static func withdraw(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let asset = try asset(state, call)
    let networks = state.networks("bybit", asset)
    guard
      let network = networks.first(where: {
        call["chain"] == nil || $0.venueNetwork == call["chain"]
      })
    else { throw VenueFailure(131003, "Chain is not supported.") }
    guard let address = call["address"] else { throw BybitFailures.missing("address") }
    guard let amount = call["amount"].flatMap({ Quantity($0) }), amount.isPositive else {
      throw BybitFailures.missing("amount")
    }
    let request = call["requestId"] ?? ""
    if !request.isEmpty,
      let known = records(state, call, .withdrawal).first(where: { $0.clientID == request })
    {
      return .fields {
        field("id", String(known.id))
      }
    }
    let wallet: WalletKind =
      ["UTA", "UNIFIED"].contains(call["accountType"]) ? .bybitUnified : .bybitFunding
    do throws(OrderRefusal) {
      let record = try state.withdraw(
        asset, amount, network: network, address: address, tag: call["tag"] ?? "",
        clientID: request, from: wallet, feeOnTop: call["feeType"] != "1", account: call.account)
      return .fields {
        field("id", String(record.id))
      }
    } catch {
      throw error == .balance
        ? VenueFailure(131085, "Withdrawal amount is greater than your available balance")
        : VenueFailure(131096, "Withdrawal amount is below the minimum")
    }
  }

  static func withdrawals(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let now = state.now
    return .fields {
      field(
        "rows",
        records(state, call, .withdrawal)
          .filter { call["withdrawID"] == nil || String($0.id) == call["withdrawID"] }
          .map { record in
            let isDone = record.isComplete(at: now)
            return JSONNode.fields {
              field("withdrawId", String(record.id))
              field("txID", record.shownHash(at: now))
              field("withdrawType", 0)
              field("coin", state.symbol(record.asset))
              field("chain", record.network)
              field("amount", record.amount)
              field("withdrawFee", record.fee)
              field("status", isDone ? "success" : "Pending")
              field("toAddress", record.address)
              field("tag", record.tag)
              field("createTime", String(record.created.milliseconds))
              field("updateTime", String(min(record.completes, now).milliseconds))
            }
          })
      field("nextPageCursor", "")
    }
  }

  static func transfer(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let asset = try asset(state, call)
    guard let id = call["transferId"] else { throw BybitFailures.missing("transferId") }
    if records(state, call, .move).contains(where: { $0.clientID == id }) {
      throw VenueFailure(131214, "TransferId exist")
    }
    guard let from = call["fromAccountType"].flatMap({ wallets[$0] }),
      let to = call["toAccountType"].flatMap({ wallets[$0] }), from != to
    else { throw BybitFailures.missing("fromAccountType") }
    guard let amount = call["amount"].flatMap({ Quantity($0) }), amount.isPositive else {
      throw BybitFailures.missing("amount")
    }
    let record = state.move(
      asset, amount, from: from, to: to, account: call.account, label: "", clientID: id)
    guard record != nil else { throw VenueFailure(131212, "Insufficient balance") }
    return .fields {
      field("transferId", id)
      field("status", "SUCCESS")
    }
  }

  static func transfers(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    func name(_ kind: WalletKind?) -> String { kind == .bybitFunding ? "FUND" : "UNIFIED" }
    return .fields {
      field(
        "list",
        records(state, call, .move)
          .filter { call["transferId"] == nil || $0.clientID == call["transferId"] }
          .map { record in
            JSONNode.fields {
              field("transferId", record.clientID)
              field("coin", state.symbol(record.asset))
              field("amount", record.amount)
              field("fromAccountType", name(record.wallet))
              field("toAccountType", name(record.to))
              field("timestamp", String(record.created.milliseconds))
              field("status", "SUCCESS")
            }
          })
      field("nextPageCursor", "")
    }
  }

  static func holdings(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    guard let kind = call["accountType"].flatMap({ wallets[$0] }) else {
      throw BybitFailures.missing("accountType")
    }
    let engine = state.wallet(call.account, kind).engine
    let names = call["coin"]?.split(separator: ",").map(String.init)
    return .fields {
      field("accountType", call["accountType"])
      field("memberId", String(call.account + 1))
      field(
        "balance",
        state.assets("bybit").filter { names?.contains(state.symbol($0)) ?? true }
          .map { asset in
            JSONNode.fields {
              field("coin", state.symbol(asset))
              field("walletBalance", engine.balance(asset))
              field("transferBalance", max(.zero, engine.available(asset)))
              field("bonus", "")
            }
          })
    }
  }
}
