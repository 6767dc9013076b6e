import FixedPoint
import TradingModel

/// A deposit, withdrawal or move between wallets.
struct TransferRecord: Sendable {
  enum Kind: String, Hashable, Sendable { case deposit, withdrawal, move }

  let id: Int
  let kind: Kind
  let wallet: WalletKind
  let to: WalletKind?
  let asset: AssetID
  let amount: Quantity
  let fee: Quantity
  let network: String
  let address: String
  let tag: String
  let clientID: String
  let created: Timestamp
  /// When it is complete; a withdrawal takes the network's delay, one on a real chain its blocks.
  var completes: Timestamp
  /// What a move is called by the venue.
  let label: String

  /// The transaction on a real chain; nil where there is none, or none yet.
  var transaction: String?
  /// Blocks on top of it and its own, where it is on a real chain.
  var confirmations: Int?

  /// Confirmations it takes to be credited.
  var needed = 1

  func isComplete(at now: Timestamp) -> Bool { now >= completes }

  /// What stands for a transaction that is known: its hash, or a made-up one.
  func shownHash(at now: Timestamp) -> String {
    transaction ?? (isComplete(at: now) ? hash : "")
  }

  /// The transaction's hash, made up where no chain is behind it.
  var hash: String {
    if let transaction { return transaction }
    let digits = String(id, radix: 16)
    return "0x" + String(repeating: "0", count: 64 - digits.count) + digits
  }
}
