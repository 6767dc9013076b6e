import Ethereum
import JSON
import Secrets

/// A private key under a password: the Web3 Secret Storage file, version 3.
public struct Keystore: Hashable, Sendable {
  /// The account, when the file tells it.
  public let address: Address?
  /// How the password becomes a key.
  public let derivation: KeyDerivation
  /// The derivation's salt.
  public let salt: [UInt8]
  /// The length of the derived key in bytes: at least 32.
  public let derivedLength: Int
  /// The cipher's initialisation vector: 16 bytes.
  public let vector: [UInt8]
  /// The key, encrypted: 32 bytes.
  public let ciphertext: [UInt8]
  /// Keccak-256 of the derived key's second half and the ciphertext.
  public let code: [UInt8]
  /// The file's identifier (a UUID), when it has one.
  public let identifier: String?

  init(
    address: Address?, derivation: KeyDerivation, salt: [UInt8], derivedLength: Int,
    vector: [UInt8], ciphertext: [UInt8], code: [UInt8], identifier: String?
  ) {
    self.address = address
    self.derivation = derivation
    self.salt = salt
    self.derivedLength = derivedLength
    self.vector = vector
    self.ciphertext = ciphertext
    self.code = code
    self.identifier = identifier
  }

  /// Decrypts the key. The code is checked before anything is decrypted.
  /// - Throws: `KeystoreError`.
  public func decrypt(
    password: borrowing SecretBytes
  ) throws(KeystoreError) -> PrivateKey {
    let derived = try derivation.key(password: password, salt: salt, length: derivedLength)
    let expected = derived.withBytes { Self.code($0, ciphertext) }
    guard Self.matches(expected, code) else { throw .wrongPassword }
    let key: PrivateKey
    do throws(KeyError) {
      let secret = try derived.withBytes { (derived) throws(KeyError) in
        try SecretBytes(count: ciphertext.count) { (output) throws(KeyError) in
          let isDone = ciphertext.withUnsafeBytes {
            AES128CTR.apply(
              key: UnsafeRawBufferPointer(rebasing: derived[..<16]), vector: vector, $0,
              into: output)
          }
          guard isDone else { throw .derivationFailed }
        }
      }
      key = try PrivateKey(secret)
    } catch {
      throw error == .invalidPrivateKey ? .invalidKey : .derivationFailed
    }
    if let address {
      guard let found = try? key.publicKey().address, found == address else {
        throw .addressMismatch
      }
    }
    return key
  }

  static func code(_ derived: UnsafeRawBufferPointer, _ ciphertext: [UInt8]) -> [UInt8] {
    var keccak = Keccak256()
    let half = UnsafeRawBufferPointer(rebasing: derived[16..<32])
    half.withMemoryRebound(to: UInt8.self) { keccak.update($0.span) }
    keccak.update(ciphertext)
    return keccak.finalize().bytes
  }

  private static func matches(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    guard first.count == second.count else { return false }
    var difference: UInt8 = 0
    for (left, right) in zip(first, second) { difference |= left ^ right }
    return difference == 0
  }
}
