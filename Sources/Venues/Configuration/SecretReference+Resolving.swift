import EthereumKeys
import Secrets

extension SecretReference {
  /// Reads the secret. One line break at its end does not belong to it.
  ///
  /// - Throws: ``VenuesError`` (configuration) naming the place and never the secret.
  public func resolve() throws(VenuesError) -> SecretBytes {
    do {
      return try read()
    } catch {
      throw failure(error)
    }
  }

  /// Reads what need not stay secret once it is used, such as an address with a key in it.
  ///
  /// - Throws: ``VenuesError`` (configuration) naming the place and never the secret.
  public func resolvedText() throws(VenuesError) -> String {
    try resolve().withBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// The signer of the key it names: 32 bytes in hexadecimal, or a keystore with its password.
  ///
  /// - Throws: ``VenuesError`` (configuration) naming the place and never the key.
  func signer(password: SecretReference?) throws(VenuesError) -> LocalSigner {
    do {
      return try LocalSigner(self, password: password)
    } catch .secret(let error) {
      throw failure(error)
    } catch .passwordMissing {
      throw VenuesError(
        .configuration, code: "password", message: "a keystore needs a password",
        path: description, hint: "Give password: file:/path.")
    } catch {
      throw VenuesError(
        .configuration, code: "key", message: "the key cannot be used: \(error)",
        path: description, hint: "It is 32 bytes in hexadecimal, or a keystore.")
    }
  }

  private func failure(_ error: SecretReferenceError) -> VenuesError {
    VenuesError(
      .configuration, code: "secret.\(error.rawValue)", message: error.message,
      path: description, hint: error.hint)
  }
}
