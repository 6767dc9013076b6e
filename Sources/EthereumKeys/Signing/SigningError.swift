/// Why nothing was signed. No case carries key material.
public enum SigningError: Error, Hashable, Sendable {
  /// The key could not sign.
  case key(KeyError)
  /// The signer cannot sign this kind of request.
  case unsupported(String)
  /// The request is not what can be signed: typed data that does not fit its types, a legacy
  /// transaction without a chain id.
  case unacceptable(String)
  /// The transaction is for another chain than the signer is pinned to.
  case wrongChain
  /// What came back is no transaction.
  case malformedAnswer
  /// What came back is another transaction than was asked for; the field that differs first.
  case differs(field: String)
  /// The signature is not the signer's.
  case wrongSigner
  /// The remote signer refused.
  case refused(code: Int, message: String)
  /// The remote signer did not answer. Nothing was sent anywhere by asking.
  case unavailable(String)
}
