import Ethereum
import FixedPoint
import Secrets

/// A private key with a chain code, from which others derive (BIP-32). Both are in locked memory.
public struct ExtendedPrivateKey: ~Copyable, Sendable {
  /// The key and behind it the chain code, 32 bytes each.
  private let secret: SecretBytes
  /// Steps from the root.
  public let depth: UInt8
  /// The first four bytes of the parent's identifier; zero for a root.
  public let parentFingerprint: UInt32
  /// The step from the parent; zero for a root.
  public let childNumber: UInt32

  private init(
    secret: consuming SecretBytes, depth: UInt8, parentFingerprint: UInt32, childNumber: UInt32
  ) {
    self.secret = secret
    self.depth = depth
    self.parentFingerprint = parentFingerprint
    self.childNumber = childNumber
  }

  /// The root of a seed of 16 to 64 bytes.
  /// - Throws: `DerivationError`.
  public init(seed: borrowing SecretBytes) throws(DerivationError) {
    guard (16...64).contains(seed.count) else { throw .invalidSeed }
    let secret = try Self.block { output in
      seed.withBytes { seed in
        Array("Bitcoin seed".utf8).withUnsafeBytes {
          Digest.hmacSHA512(key: $0, message: seed, into: output)
        }
          && Secp256k1.isPrivateKey(
            UnsafeRawBufferPointer(UnsafeMutableRawBufferPointer(rebasing: output[..<32])))
      }
    }
    self.init(secret: secret, depth: 0, parentFingerprint: 0, childNumber: 0)
  }

  /// The key at the end of a path that begins here.
  /// - Throws: `DerivationError`.
  public consuming func derive(_ path: DerivationPath) throws(DerivationError) -> Self {
    var key = self
    for step in path.steps { key = try key.child(step) }
    return key
  }

  /// The child of a number; numbers from 2^31 on are hardened.
  /// - Throws: `DerivationError`.
  public func child(_ number: UInt32) throws(DerivationError) -> ExtendedPrivateKey {
    guard depth < .max else { throw .malformedPath }
    let publicKey = try self.publicKey()
    let secret = try Self.block { output in
      self.secret.withBytes { own in
        let chainCode = UnsafeRawBufferPointer(rebasing: own[32..<64])
        let key = UnsafeRawBufferPointer(rebasing: own[..<32])
        let isMade = withUnsafeTemporaryAllocation(byteCount: 37, alignment: 1) { message in
          defer { message.initializeMemory(as: UInt8.self, repeating: 0) }
          if number >= 1 << 31 {
            message[0] = 0
            UnsafeMutableRawBufferPointer(rebasing: message[1..<33]).copyMemory(from: key)
          } else {
            message.copyBytes(from: publicKey.compressed)
          }
          for index in 0..<4 {
            message[33 + index] = UInt8(truncatingIfNeeded: number >> (24 - 8 * index))
          }
          return Digest.hmacSHA512(
            key: chainCode, message: UnsafeRawBufferPointer(message), into: output)
        }
        let tweaked = UnsafeMutableRawBufferPointer(rebasing: output[..<32])
        return isMade && Secp256k1.add(key, to: tweaked)
      }
    }
    return ExtendedPrivateKey(
      secret: secret, depth: depth + 1, parentFingerprint: Self.fingerprint(publicKey),
      childNumber: number)
  }

  /// Locked memory for a key and its chain code, filled; throws when `fill` says there is no key.
  private static func block(
    _ fill: (UnsafeMutableRawBufferPointer) -> Bool
  ) throws(DerivationError) -> SecretBytes {
    do throws(KeyError) {
      return try SecretBytes(count: 64) { (output) throws(KeyError) in
        guard fill(output) else { throw .invalidPrivateKey }
      }
    } catch {
      throw error == .invalidPrivateKey ? .noSuchKey : .derivationFailed
    }
  }

  /// The private key alone.
  /// - Throws: `DerivationError`.
  public func privateKey() throws(DerivationError) -> PrivateKey {
    do throws(KeyError) {
      let key = try secret.withBytes { (bytes) throws(KeyError) in
        try SecretBytes(count: 32) { $0.copyMemory(from: .init(rebasing: bytes[..<32])) }
      }
      return try PrivateKey(key)
    } catch {
      throw .derivationFailed
    }
  }

  /// The public key.
  /// - Throws: `DerivationError`.
  public func publicKey() throws(DerivationError) -> PublicKey {
    do {
      return try secret.withBytes { (bytes) throws(KeyError) in
        try Secp256k1.publicKey(of: UnsafeRawBufferPointer(rebasing: bytes[..<32]))
      }
    } catch {
      throw .noSuchKey
    }
  }

  /// The chain code: 32 bytes. With the public key it reveals every unhardened child's address.
  public var chainCode: [UInt8] { secret.withBytes { Array($0[32..<64]) } }

  /// The text `xprv…`, which tells the key: for the one caller whose business that is.
  public func serializedPrivate() -> String {
    let key = secret.withBytes { [0] + Array($0[..<32]) }
    return Base58.encodeChecked(header(version: 0x0488_ade4) + chainCode + key)
  }

  /// The text `xpub…`, from which unhardened children's addresses can be found.
  /// - Throws: `DerivationError`.
  public func serializedPublic() throws(DerivationError) -> String {
    let key = try publicKey().compressed
    return Base58.encodeChecked(header(version: 0x0488_b21e) + chainCode + key)
  }

  private func header(version: UInt32) -> [UInt8] {
    Self.bigEndian(version) + [depth] + Self.bigEndian(parentFingerprint)
      + Self.bigEndian(childNumber)
  }

  private static func bigEndian(_ word: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) }
  }

  private static func fingerprint(_ key: PublicKey) -> UInt32 {
    Digest.ripemd160(Digest.sha256(key.compressed)).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }
}
