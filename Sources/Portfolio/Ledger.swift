import FixedPoint
import TradingModel

/// The double-entry ledger. Every record moves one amount from the account of its cause to the
/// account of a position, so an entry's postings sum to zero for each subject.
public struct Ledger: Sendable {
  private(set) var headers: [LedgerEntry] = []
  private(set) var records: [LedgerRecord] = []
  private var firstRecord = 0
  private var firstEntry = 0
  private var causeBalances: [Int128]

  init(assetCount: Int) {
    causeBalances = Array(repeating: 0, count: assetCount * Cause.count)
    headers.reserveCapacity(256)
    records.reserveCapacity(1024)
  }

  /// Entries kept, oldest first.
  public var entries: [LedgerEntry] { headers }

  /// Entries ever made, those discarded included.
  public var count: Int { firstEntry + headers.count }

  /// Both sides of every record of an entry, in the order booked; empty for an entry discarded.
  public func postings(of entry: LedgerEntry) -> [Posting] {
    records(of: entry).flatMap { record in
      [
        Posting(account: .position(record.key), subject: record.key.subject, amount: record.amount),
        Posting(account: .cause(record.cause), subject: record.key.subject, amount: -record.amount),
      ]
    }
  }

  /// The records of an entry; empty for an entry discarded.
  public func records(of entry: LedgerEntry) -> ArraySlice<LedgerRecord> {
    let start = entry.firstRecord - firstRecord
    guard start >= 0, start + entry.recordCount <= records.count else { return [] }
    return records[start..<start + entry.recordCount]
  }

  /// The balance of a cause's account in an asset: the opposite of what it gave to positions.
  public func balance(of cause: Cause, asset: AssetID) -> Quantity {
    let place = asset.index * Cause.count + cause.order
    guard causeBalances.indices.contains(place) else { return .zero }
    return Quantity(Decimal18(mantissa: causeBalances[place]))
  }

  /// Forgets entries up to a sequence number, after they were stored elsewhere; balances stay.
  public mutating func discardEntries(through sequence: UInt64) {
    let kept = headers.firstIndex { $0.sequence > sequence } ?? headers.count
    let records = headers[..<kept].reduce(0) { $0 + $1.recordCount }
    headers.removeFirst(kept)
    self.records.removeFirst(records)
    firstEntry += kept
    firstRecord += records
  }

  mutating func begin(_ source: LedgerSource, sequence: UInt64, time: Timestamp) {
    headers.append(
      LedgerEntry(
        sequence: sequence, time: time, source: source, firstRecord: firstRecord + records.count,
        recordCount: 0))
  }

  /// Adds a record to the entry begun.
  @inline(__always)
  mutating func append(_ record: LedgerRecord) {
    records.append(record)
    if case .asset(let asset) = record.key.subject {
      causeBalances[asset.index * Cause.count + record.cause.order] &-=
        record.amount.value.mantissa
    }
  }

  /// Ends the entry begun.
  mutating func finish() {
    let last = headers.count - 1
    headers[last].recordCount = firstRecord + records.count - headers[last].firstRecord
  }
}

extension Cause {
  /// How many causes there are.
  static var count: Int { Cause.liquidation.order + 1 }

  /// Position of this cause among all causes.
  var order: Int {
    switch self {
    case .opening: 0
    case .trade: 1
    case .fee: 2
    case .funding: 3
    case .interest: 4
    case .borrowInterest: 5
    case .staking: 6
    case .reward: 7
    case .gas: 8
    case .transfer: 9
    case .transferFee: 10
    case .conversion: 11
    case .liquidation: 12
    }
  }
}
