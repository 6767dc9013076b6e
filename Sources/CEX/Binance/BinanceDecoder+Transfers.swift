import FixedPoint
import JSON
import TradingModel
import VenueDefinitions

extension BinanceDecoder {
  /// Deposits, withdrawals, transfers and addresses; false where the object is none of them.
  func readTransfers(
    _ row: WireRow, context: RequestContext, into decoded: inout Decoded
  ) throws(WireFailure) -> Bool {
    if let rows = try row.rows("rows") {
      decoded.isList = true
      for row in rows { decoded.transfers.append(try transfer(row)) }
    } else if row.has("tranId") {
      decoded.transfers.append(try transfer(row))
    } else if row.has("applyTime") || row.has("transactionFee") {
      decoded.transfers.append(try withdrawal(row))
    } else if row.has("insertTime") {
      decoded.transfers.append(try deposit(row))
    } else if let address = row.text("address"), row.has("coin") {
      decoded.addresses.append(
        AddressRecord(
          currency: row.text("coin"), network: row.text("network"), address: address,
          tag: row.text("tag")))
    } else if row.node.members?.count == 1, let identifier = row.text("id") {
      decoded.transfers.append(
        TransferRecord(
          kind: "withdrawal", id: identifier, currency: context.currency, status: .pending))
    } else {
      return false
    }
    return true
  }

  private func transfer(_ row: WireRow) throws(WireFailure) -> TransferRecord {
    let word = row.text("status")
    let route = row.text("type")?.split(separator: "_").map(String.init) ?? []
    return TransferRecord(
      kind: "transfer", id: try row.requiredText("tranId"), clientID: row.text("clientTranId"),
      currency: row.text("asset"), amount: try row.amount("amount"),
      from: base.wallet(route.first), to: base.wallet(route.count == 2 ? route[1] : nil),
      status: word.map { base.wire.transferStatuses[$0] ?? .unknown } ?? .ok, venueStatus: word,
      time: try row.time("timestamp"))
  }

  private func withdrawal(_ row: WireRow) throws(WireFailure) -> TransferRecord {
    let word = row.text("status")
    let fee: Quantity? = try row.number("transactionFee")
    return TransferRecord(
      kind: "withdrawal", id: try row.requiredText("id"), clientID: row.text("withdrawOrderId"),
      transactionID: row.text("txId"), currency: try row.requiredText("coin"),
      amount: try row.requiredAmount("amount"),
      fee: fee.map { FeeRecord(currency: row.text("coin"), cost: $0) },
      network: row.text("network"), address: row.text("address"), tag: row.text("addressTag"),
      status: word.flatMap { base.wire.withdrawalStatuses[$0] } ?? .unknown, venueStatus: word,
      time: Self.time(row.text("applyTime")), updated: Self.time(row.text("completeTime")))
  }

  /// `YYYY-MM-DD hh:mm:ss` in UTC.
  private static func time(_ text: String?) -> Timestamp? {
    text.flatMap { Timestamp($0 + "Z") ?? Timestamp($0) }
  }

  private func deposit(_ row: WireRow) throws(WireFailure) -> TransferRecord {
    let word = row.text("status")
    return TransferRecord(
      kind: "deposit", id: row.text("id"), transactionID: row.text("txId"),
      currency: try row.requiredText("coin"), amount: try row.requiredAmount("amount"),
      network: row.text("network"), address: row.text("address"), tag: row.text("addressTag"),
      status: word.flatMap { base.wire.depositStatuses[$0] } ?? .unknown, venueStatus: word,
      time: try row.time("insertTime"), updated: try row.time("completeTime"))
  }
}
