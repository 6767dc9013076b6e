import Secrets

extension LocalSigner {
  /// A signer with the key that a reference names: 32 bytes in hexadecimal, or a keystore with the
  /// password that another reference names.
  /// - Throws: `KeyReferenceError`.
  public convenience init(
    _ reference: SecretReference, password: SecretReference? = nil
  ) throws(KeyReferenceError) {
    let key =
      reference.place == .keystore
      ? try Self.keystore(reference, password) : try Self.bareKey(reference)
    do throws(KeyError) {
      try self.init(key)
    } catch {
      throw .key(error)
    }
  }

  private static func keystore(
    _ reference: SecretReference, _ password: SecretReference?
  ) throws(KeyReferenceError) -> PrivateKey {
    guard let password else { throw .passwordMissing }
    return try PrivateKey(keystore: reference, password: read(password))
  }

  private static func bareKey(_ reference: SecretReference) throws(KeyReferenceError) -> PrivateKey
  {
    let text = try read(reference)
    do throws(KeyError) {
      return try PrivateKey(hexadecimal: text)
    } catch {
      throw .key(error)
    }
  }

  private static func read(_ reference: SecretReference) throws(KeyReferenceError) -> SecretBytes {
    do {
      return try reference.read()
    } catch {
      throw .secret(error)
    }
  }
}
