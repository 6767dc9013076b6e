import FixedPoint
import JSON
import TradingModel
import VenueDefinitions

extension OKXDecoder {
  /// Deposits, withdrawals, transfers and addresses; false where the row is none of them.
  func readTransfers(
    _ row: WireRow, context: RequestContext, into decoded: inout Decoded
  ) throws(WireFailure) -> Bool {
    if row.has("transId") {
      decoded.transfers.append(try transfer(row, context))
    } else if row.has("wdId") {
      decoded.transfers.append(try withdrawal(row))
    } else if row.has("depId") {
      decoded.transfers.append(try deposit(row))
    } else if let address = row.text("addr"), row.has("chain") {
      decoded.addresses.append(
        AddressRecord(
          currency: row.text("ccy"), network: row.text("chain"), address: address,
          tag: row.text(anyOf: "tag", "memo", "pmtId")))
    } else {
      return false
    }
    return true
  }

  private func transfer(
    _ row: WireRow, _ context: RequestContext
  ) throws(WireFailure) -> TransferRecord {
    let word = row.text("state")
    return TransferRecord(
      kind: "transfer", id: try row.requiredText("transId"), clientID: row.text("clientId"),
      currency: row.text("ccy"), amount: try row.amount("amt"), from: base.wallet(row.text("from")),
      to: base.wallet(row.text("to")),
      status: word.map { base.wire.transferStatuses[$0] ?? .unknown } ?? .pending,
      venueStatus: word)
  }

  func withdrawal(_ row: WireRow) throws(WireFailure) -> TransferRecord {
    let word = row.text("state")
    let fee: Quantity? = try row.number("fee")
    return TransferRecord(
      kind: "withdrawal", id: try row.requiredText("wdId"), clientID: row.text("clientId"),
      transactionID: row.text("txId"), currency: row.text("ccy"), amount: try row.amount("amt"),
      fee: fee.map { FeeRecord(currency: row.text(anyOf: "feeCcy", "ccy"), cost: $0) },
      network: row.text("chain"), address: row.text("to"), tag: row.text(anyOf: "tag", "memo"),
      status: word.map { base.wire.withdrawalStatuses[$0] ?? .unknown } ?? .pending,
      venueStatus: word, time: try row.time("ts"))
  }

  func deposit(_ row: WireRow) throws(WireFailure) -> TransferRecord {
    let word = row.text("state")
    return TransferRecord(
      kind: "deposit", id: try row.requiredText("depId"), transactionID: row.text("txId"),
      currency: row.text("ccy"), amount: try row.requiredAmount("amt"), network: row.text("chain"),
      address: row.text("to"), from: nil,
      status: word.flatMap { base.wire.depositStatuses[$0] } ?? .unknown, venueStatus: word,
      time: try row.time("ts"))
  }
}
