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

  /// Signs an authorisation of EIP-7702: code that may then act for the account.
  /// - Throws: `SigningError.unsupported` where the signer has no such method.
  func sign(_ authorization: Authorization) async throws(SigningError) -> SignedAuthorization
}

extension Signer {
  public func sign(
    _ authorization: Authorization
  ) async throws(SigningError) -> SignedAuthorization {
    throw .unsupported("authorisations by this signer")
  }
}
