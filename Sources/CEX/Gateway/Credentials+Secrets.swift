import Transport

extension Credentials {
  /// A key with the secret it came with: a PEM private key signs by Ed25519 or RSA, anything else
  /// by HMAC-SHA256, as Binance tells its key types apart.
  /// - Throws: `SigningError` when the secret is no usable key.
  public init(
    key: String, secret: [UInt8], passphrase: String? = nil
  ) throws(SigningError) {
    let bytes = SecretBytes(secret)
    let signer: any RequestSigner =
      secret.starts(with: Array("-----BEGIN".utf8))
      ? try PrivateKeySigner(pem: bytes) : try HMACSigner(key: bytes)
    self.init(key: key, signer: signer, passphrase: passphrase)
  }
}
