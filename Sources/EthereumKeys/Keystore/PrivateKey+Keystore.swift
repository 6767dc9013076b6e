import JSON
import Secrets

extension PrivateKey {
  /// The key in the keystore that a reference names.
  /// - Throws: `KeyReferenceError`.
  public init(
    keystore reference: SecretReference, password: borrowing SecretBytes
  ) throws(KeyReferenceError) {
    let content: [UInt8]
    do throws(SecretReferenceError) {
      content = try reference.readKeystore()
    } catch {
      throw .secret(error)
    }
    guard let node = try? JSONNode(parsing: content) else { throw .keystore(.malformed("JSON")) }
    do throws(KeystoreError) {
      self = try Keystore(node).decrypt(password: password)
    } catch {
      throw .keystore(error)
    }
  }
}
