import Ethereum
import FixedPoint
import JSON
import Secrets

/// A signer with its key in this process, in locked memory: a bare key, a keystore's or one on a
/// derivation path. Printing it shows the address only.
public final class LocalSigner: Signer, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The account that signs.
  public let address: Address
  private let key: PrivateKey

  /// A signer with this key.
  /// - Throws: `KeyError`.
  public init(_ key: consuming PrivateKey) throws(KeyError) {
    address = try key.publicKey().address
    self.key = key
  }

  /// A signer with a keystore's key.
  /// - Throws: `KeystoreError`.
  public convenience init(
    _ keystore: Keystore, password: borrowing SecretBytes
  ) throws(KeystoreError) {
    let key = try keystore.decrypt(password: password)
    do throws(KeyError) {
      try self.init(key)
    } catch {
      throw .invalidKey
    }
  }

  /// A signer with the key at a path from a root.
  /// - Throws: `DerivationError`.
  public convenience init(
    _ root: consuming ExtendedPrivateKey, path: DerivationPath
  ) throws(DerivationError) {
    let key = try root.derive(path).privateKey()
    do throws(KeyError) {
      try self.init(key)
    } catch {
      throw .derivationFailed
    }
  }

  /// Signs a digest whatever it stands for; only for callers that made it from what they checked.
  /// - Throws: `KeyError.signingFailed`.
  public func sign(digest: Hash32) throws(KeyError) -> Signature { try key.sign(digest) }

  public func sign(_ transaction: Transaction) throws(SigningError) -> [UInt8] {
    try SignedTransaction(signing: transaction) { (digest) throws(SigningError) in
      try signature(digest)
    }.rawBytes
  }

  public func sign(message: [UInt8]) throws(SigningError) -> Signature {
    try signature(PersonalMessage.digest(message))
  }

  public func sign(typedData: JSONNode) throws(SigningError) -> Signature {
    let digest: Hash32
    do throws(TypedDataError) {
      digest = try TypedData(typedData).digest()
    } catch {
      throw .unacceptable("typedData: \(error)")
    }
    return try signature(digest)
  }

  /// Signs an authorisation of EIP-7702: code that may then act for the account.
  /// - Throws: `SigningError.unacceptable` for chain id zero, which would hold on every chain.
  public func sign(_ authorization: Authorization) throws(SigningError) -> SignedAuthorization {
    guard !authorization.chainID.isZero else { throw .unacceptable("authorization chainId") }
    let signature = try signature(authorization.signingHash)
    return SignedAuthorization(authorization: authorization, signature: signature)
  }

  private func signature(_ digest: Hash32) throws(SigningError) -> Signature {
    do throws(KeyError) {
      return try key.sign(digest)
    } catch {
      throw .key(error)
    }
  }

  /// The address; never the key.
  public var description: String { "LocalSigner(\(address))" }
  /// The address; never the key.
  public var debugDescription: String { description }
  /// The address; never the key.
  public var customMirror: Mirror { Mirror(self, children: ["address": address]) }
}
