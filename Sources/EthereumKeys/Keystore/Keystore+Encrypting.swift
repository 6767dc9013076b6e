import Ethereum
import Secrets

extension Keystore {
  /// Puts a key under a password, with a new salt, vector and identifier.
  /// - Throws: `KeystoreError`.
  public init(
    encrypting key: borrowing PrivateKey, password: borrowing SecretBytes,
    derivation: KeyDerivation = .standard
  ) throws(KeystoreError) {
    let entropy: [UInt8]
    do {
      entropy = try Entropy.bytes(64)
    } catch {
      throw .derivationFailed
    }
    try self.init(
      encrypting: key, password: password, derivation: derivation, salt: Array(entropy[..<32]),
      vector: Array(entropy[32..<48]), identifier: Self.identifier(Array(entropy[48...])))
  }

  /// Puts a key under a password with everything given, so that the file can be foretold.
  /// - Throws: `KeystoreError`; `malformed("iv")` for a vector that is not 16 bytes.
  public init(
    encrypting key: borrowing PrivateKey, password: borrowing SecretBytes,
    derivation: KeyDerivation, salt: [UInt8], vector: [UInt8], identifier: String?
  ) throws(KeystoreError) {
    guard vector.count == 16 else { throw .malformed("iv") }
    let derived = try derivation.key(password: password, salt: salt, length: 32)
    var ciphertext = [UInt8](repeating: 0, count: 32)
    let isDone = derived.withBytes { derived in
      key.withBytes { secret in
        ciphertext.withUnsafeMutableBytes { output in
          AES128CTR.apply(
            key: UnsafeRawBufferPointer(rebasing: derived[..<16]), vector: vector, secret,
            into: output)
        }
      }
    }
    guard isDone else { throw .derivationFailed }
    guard let address = try? key.publicKey().address else { throw .invalidKey }
    self.init(
      address: address, derivation: derivation, salt: salt, derivedLength: 32, vector: vector,
      ciphertext: ciphertext, code: derived.withBytes { Self.code($0, ciphertext) },
      identifier: identifier)
  }

  /// A random UUID (RFC 9562, version 4) of 16 bytes.
  public static func identifier(_ bytes: [UInt8]) -> String {
    var bytes = Array(bytes.prefix(16))
    guard bytes.count == 16 else { return "" }
    bytes[6] = bytes[6] & 0x0f | 0x40
    bytes[8] = bytes[8] & 0x3f | 0x80
    let digits = Hex.encode(bytes, prefixed: false)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { text += "-" }
      text.append(digit)
    }
    return text
  }
}
