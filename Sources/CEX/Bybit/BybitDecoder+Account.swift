import FixedPoint
import JSON
import TradingModel
import VenueDefinitions

extension BybitDecoder {
  /// Balances, positions, transfers, fees and ledger lines; false where the row is none of them.
  func readAccount(
    _ row: WireRow, of result: WireRow, context: RequestContext, into decoded: inout Decoded
  ) throws(WireFailure) -> Bool {
    if row.has("positionIdx"), row.has("size") {
      decoded.positions.append(try position(row))
    } else if let coins = try row.rows("coin") {
      let wallet = base.wallet(row.text("accountType")) ?? "unified"
      for coin in coins { decoded.balances.append(try balance(coin, wallet)) }
    } else if row.has("coin"), row.has("walletBalance") {
      decoded.balances.append(
        BalanceRecord(
          wallet: base.wallet(result.text("accountType")) ?? "funding",
          currency: try row.requiredText("coin"), free: try row.number("transferBalance"),
          used: nil, total: try row.required("walletBalance")))
    } else if row.has("makerFeeRate") {
      decoded.feeRates.append(
        FeeRateRecord(
          symbol: base.symbols.unified(row.text("symbol")), maker: try row.required("makerFeeRate"),
          taker: try row.required("takerFeeRate")))
    } else if row.has("transactionTime"), row.has("type") {
      try readLedger(row, into: &decoded)
    } else {
      return try readTransfers(row, of: result, into: &decoded)
    }
    return true
  }

  private func readTransfers(
    _ row: WireRow, of result: WireRow, into decoded: inout Decoded
  ) throws(WireFailure) -> Bool {
    if row.has("transferId") {
      decoded.transfers.append(try transfer(row))
    } else if row.has("withdrawId") || row.has("withdrawType") {
      decoded.transfers.append(try withdrawal(row))
    } else if row.has("txID"), row.has("amount") {
      decoded.transfers.append(try deposit(row))
    } else if let address = row.text("addressDeposit") {
      decoded.addresses.append(
        AddressRecord(
          currency: result.text("coin"), network: row.text("chain"), address: address,
          tag: row.text("tagDeposit")))
    } else {
      return false
    }
    return true
  }

  func balance(_ row: WireRow, _ wallet: String) throws(WireFailure) -> BalanceRecord {
    let total: Quantity = try row.required("walletBalance")
    let locked: Quantity? = try row.number("locked")
    let order: Quantity = try row.number("totalOrderIM") ?? .zero
    let held: Quantity = try row.number("totalPositionIM") ?? .zero
    let used = [order, held].reduce((locked ?? .zero).value) { sum, part in
      sum.adding(part.value) ?? sum
    }
    return BalanceRecord(
      wallet: wallet, currency: try row.requiredText("coin"),
      free: total.value.subtracting(used).map { Quantity($0) }, used: Quantity(used), total: total,
      debt: try row.nonZero("borrowAmount"))
  }

  /// REST names the entry price `avgPrice`, the stream `entryPrice`.
  func position(_ row: WireRow) throws(WireFailure) -> PositionRecord {
    var position = PositionRecord(venueSymbol: try row.requiredText("symbol"))
    position.symbol = base.symbols.unified(position.venueSymbol)
    let size = try row.requiredAmount("size")
    position.amount = size
    position.contracts = size
    position.contractSize = Quantity(1)
    position.side = size.isZero ? nil : row.side("side").map { $0 == .buy ? "long" : "short" }
    position.hedged = row.text("positionIdx").map { $0 != "0" }
    position.entryPrice = try row.positive("avgPrice", "entryPrice")
    position.breakEvenPrice = try row.nonZero("breakEvenPrice")
    position.markPrice = try row.positive("markPrice")
    position.liquidationPrice = try row.positive("liqPrice")
    position.notional = try row.number("positionValue")
    position.unrealizedPnL = try row.number("unrealisedPnl")
    position.realizedPnL = try row.number("curRealisedPnl")
    position.marginMode = row.text("tradeMode").map { $0 == "1" ? .isolated : .cross }
    position.leverage = try row.nonZero("leverage")
    position.initialMargin = try row.number("positionIM")
    position.maintenanceMargin = try row.number("positionMM")
    position.isolatedMargin =
      position.marginMode == .isolated ? try row.nonZero("positionBalance") : nil
    position.takeProfitPrice = try row.positive("takeProfit")
    position.stopLossPrice = try row.positive("stopLoss")
    position.time = try row.time("updatedTime")
    return position
  }

  /// `SETTLEMENT` is funding; its `funding` is positive when received.
  private func readLedger(_ row: WireRow, into decoded: inout Decoded) throws(WireFailure) {
    let time = try row.time("transactionTime")
    let change: Quantity = try row.required("change")
    if row.text("type") == "SETTLEMENT" {
      decoded.fundingPayments.append(
        FundingPaymentRecord(
          id: row.text("id"), symbol: base.symbols.unified(row.text("symbol")),
          venueSymbol: row.text("symbol"), amount: try row.number("funding") ?? Money(change.value),
          currency: row.text("currency"), rate: try row.number("feeRate"), time: time))
    }
    let fee: Quantity? = try row.nonZero("fee")
    decoded.ledger.append(
      LedgerRecord(
        id: row.text("id"), type: row.text("type"), currency: row.text("currency"), amount: change,
        fee: fee.map { FeeRecord(currency: row.text("currency"), cost: $0) },
        after: try row.number("cashBalance"), symbol: base.symbols.unified(row.text("symbol")),
        reference: row.text(anyOf: "orderId", "tradeId"), time: time))
  }

  func transfer(_ row: WireRow) throws(WireFailure) -> TransferRecord {
    let word = row.text("status")
    return TransferRecord(
      kind: "transfer", id: try row.requiredText("transferId"), clientID: row.text("transferId"),
      currency: row.text("coin"), amount: try row.amount("amount"),
      from: base.wallet(row.text("fromAccountType")), to: base.wallet(row.text("toAccountType")),
      status: word.map { base.wire.transferStatuses[$0] ?? .unknown } ?? .pending,
      venueStatus: word, time: try row.time("timestamp"))
  }

  private func withdrawal(_ row: WireRow) throws(WireFailure) -> TransferRecord {
    let word = row.text("status")
    let fee: Quantity? = try row.number("withdrawFee")
    return TransferRecord(
      kind: "withdrawal", id: row.text("withdrawId"), clientID: row.text("requestId"),
      transactionID: row.text("txID"), currency: try row.requiredText("coin"),
      amount: try row.requiredAmount("amount"),
      fee: fee.map { FeeRecord(currency: row.text("coin"), cost: $0) }, network: row.text("chain"),
      address: row.text("toAddress"), tag: row.text("tag"),
      status: word.flatMap { base.wire.withdrawalStatuses[$0] } ?? .unknown, venueStatus: word,
      time: try row.time("createTime"), updated: try row.time("updateTime"))
  }

  private func deposit(_ row: WireRow) throws(WireFailure) -> TransferRecord {
    let word = row.text("status")
    let fee: Quantity? = try row.nonZero("depositFee")
    return TransferRecord(
      kind: "deposit", id: row.text("id"), transactionID: row.text("txID"),
      currency: try row.requiredText("coin"), amount: try row.requiredAmount("amount"),
      fee: fee.map { FeeRecord(currency: row.text("coin"), cost: $0) }, network: row.text("chain"),
      address: row.text("toAddress"), tag: row.text("tag"),
      status: word.flatMap { base.wire.depositStatuses[$0] } ?? .unknown, venueStatus: word,
      time: try row.time("successAt"))
  }

  /// `readOnly` 1 forbids everything but reading; the rest is told by groups of words.
  func key(_ row: WireRow) -> KeyRecord {
    let groups = row.row("permissions")
    func has(_ group: String, _ word: String? = nil) -> Bool {
      let words = groups?.node[group]?.elements?.compactMap(\.text) ?? []
      return word.map(words.contains) ?? !words.isEmpty
    }
    let mayWrite = row.text("readOnly") == "0"
    let addresses = row.node["ips"]?.elements?.compactMap(\.text) ?? []
    return KeyRecord(
      canRead: true,
      canTrade: mayWrite
        && (base.market == .spot
          ? has("Spot", "SpotTrade") : has("ContractTrade", "Order") || has("Derivatives")),
      canWithdraw: mayWrite && has("Wallet", "Withdraw"),
      canTransfer: mayWrite
        && (has("Wallet", "AccountTransfer") || has("Wallet", "SubMemberTransfer")),
      isAddressBound: !addresses.isEmpty && !addresses.contains("*"))
  }
}
