import Ethereum
import JSON

/// Whoever holds a key. What it answers is not believed: `TransactionSigner` checks it.
public protocol Signer: Sendable {
  /// The account that signs.
  var address: Address { get }

  /// Signs a transaction; the raw bytes, not yet compared with what was asked.
  func sign(_ transaction: Transaction) async throws(SigningError) -> [UInt8]

  /// Signs a message as wallets do (EIP-191 version 0x45, `personal_sign`).
  func sign(message: [UInt8]) async throws(SigningError) -> Signature

  /// Signs typed data (EIP-712), the object that `eth_signTypedData_v4` takes.
  func sign(typedData: JSONNode) async throws(SigningError) -> Signature
}
