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
  /// When it is complete; a withdrawal takes the network's delay.
  let completes: Timestamp
  /// What a move is called by the venue.
  let label: String

  func isComplete(at now: Timestamp) -> Bool { now >= completes }

  /// A made-up transaction hash.
  var hash: String {
    let digits = String(id, radix: 16)
    return "0x" + String(repeating: "0", count: 64 - digits.count) + digits
  }
}
