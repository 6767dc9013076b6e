import Ethereum
import JSON

/// Whoever holds a key. What it answers is not believed: `TransactionSigner` checks it.
public protocol Signer: Sendable {
  /// The account that signs.
  var address: Address { get }

  /// Signs a transaction; the raw bytes, not yet compared with what was asked.
  func sign(_ transaction: Transaction) async throws(SigningError) -> [UInt8]

  // Plain throws below: Swift 6.3.1 miscompiles awaited calls through the protocol that give a
  // large value or throw a typed error.

  /// Signs a message as wallets do (EIP-191 version 0x45, `personal_sign`).
  /// - Throws: `SigningError`.
  func sign(message: [UInt8]) async throws -> Signature

  /// Signs typed data (EIP-712), the object that `eth_signTypedData_v4` takes.
  /// - Throws: `SigningError`.
  func sign(typedData: JSONNode) async throws -> Signature
}
