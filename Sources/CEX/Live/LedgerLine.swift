import FixedPoint
import TradingModel
import VenueDefinitions

/// A line of an account's ledger that is no trade.
struct LedgerLine: Hashable, Sendable {
  /// What it is.
  enum Kind: Hashable, Sendable {
    /// Funding of the perpetual of this symbol.
    case funding(symbol: String)
    /// Brought or taken by the owner.
    case owner
    /// Something nobody here understands, in the venue's word.
    case other(String)
  }

  /// Unique among the lines of the venue.
  let id: String
  let kind: Kind
  /// The coin, in the venue's word.
  let currency: String
  /// Units of it: positive when received.
  let amount: Quantity
  let time: Timestamp
}

extension Decoded {
  /// What an answer to a question for the ledger says.
  var ledgerLines: [LedgerLine] {
    var lines: [LedgerLine] = []
    var funded: Set<String> = []
    for payment in fundingPayments {
      guard let id = payment.id, let time = payment.time else { continue }
      funded.insert(id)
      lines.append(
        LedgerLine(
          id: "funding \(id)",
          kind: payment.symbol.map { .funding(symbol: $0) } ?? .other("funding"),
          currency: payment.currency ?? "", amount: Quantity(payment.amount.value), time: time))
    }
    // A settlement is in the ledger, too.
    for row in ledger {
      guard let id = row.id, !funded.contains(id), let time = row.time else { continue }
      let isMove = ["TRANSFER_IN", "TRANSFER_OUT", "1"].contains(row.type)
      lines.append(
        LedgerLine(
          id: "line \(id)", kind: isMove ? .owner : .other(row.type ?? "a line without a type"),
          currency: row.currency ?? "", amount: row.amount, time: time))
    }
    for transfer in transfers where transfer.kind != "transfer" { lines += transfer.ledgerLines }
    return lines
  }

  /// How many rows the answer has.
  var ledgerRows: Int { max(fundingPayments.count, ledger.count, transfers.count) }
}

extension TransferRecord {
  /// What a deposit or withdrawal has moved so far. A withdrawal is taken when it is asked for, its
  /// fee with it, and given back when it fails.
  fileprivate var ledgerLines: [LedgerLine] {
    guard let id = id ?? transactionID, let time else { return [] }
    guard let amount, status != .unknown else {
      return [
        LedgerLine(
          id: "\(kind) \(id)", kind: .other("a \(kind) in state \(venueStatus ?? "unknown")"),
          currency: currency ?? "", amount: .zero, time: time)
      ]
    }
    guard kind == "withdrawal" else {
      guard status == .ok else { return [] }
      return [
        LedgerLine(
          id: "deposit \(id)", kind: .owner, currency: currency ?? "", amount: amount,
          time: updated ?? time)
      ]
    }
    let total = amount.value.adding((fee?.cost ?? .zero).value).map { Quantity($0) } ?? amount
    var lines = [
      LedgerLine(
        id: "withdrawal \(id)", kind: .owner, currency: currency ?? "", amount: -total, time: time)
    ]
    if status == .failed || status == .canceled {
      lines.append(
        LedgerLine(
          id: "withdrawal \(id) back", kind: .owner, currency: currency ?? "", amount: total,
          time: updated ?? time))
    }
    return lines
  }
}
