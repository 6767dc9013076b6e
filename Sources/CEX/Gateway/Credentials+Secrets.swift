import Secrets
import Transport

extension Credentials {
  /// A key with the secret it came with: a PEM private key signs by Ed25519 or RSA, anything else
  /// by HMAC-SHA256, as Binance tells its key types apart.
  /// - Throws: `SigningError` when the secret is no usable key.
  public init(
    key: String, secret: borrowing SecretBytes, passphrase: String? = nil
  ) throws(SigningError) {
    let signer: any RequestSigner =
      secret.withBytes { $0.starts(with: "-----BEGIN".utf8) }
      ? try PrivateKeySigner(pem: secret) : try HMACSigner(key: secret)
    self.init(key: key, signer: signer, passphrase: passphrase)
  }
}
