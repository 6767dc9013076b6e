import COpenSSL
import Secrets

/// A key from a password, with bounds that are checked before anything is allocated.
public enum KeyDerivation: Hashable, Sendable {
  /// scrypt (RFC 7914): cost n, block size r, parallelism p.
  case scrypt(n: Int, r: Int, p: Int)
  /// PBKDF2 with HMAC-SHA-256 and so many iterations.
  case pbkdf2(iterations: Int)

  /// The highest scrypt cost, 2^20.
  public static let maximumCost = 1 << 20
  /// The most memory scrypt may take, in bytes: 1 GiB, what the highest cost takes with r 8.
  public static let maximumMemory = 1 << 30
  /// The most work, as n × r × p.
  public static let maximumWork = 1 << 25
  /// The most iterations of PBKDF2.
  public static let maximumIterations = 10_000_000
  /// The longest derived key in bytes.
  public static let maximumLength = 1_024

  /// The parameters of a new keystore: what geth writes, 256 MiB and about a second.
  public static let standard = KeyDerivation.scrypt(n: 262_144, r: 8, p: 1)

  /// The key.
  /// - Throws: `KeystoreError.excessiveParameters` or `unacceptableParameters` before any work.
  public func key(
    password: borrowing SecretBytes, salt: [UInt8], length: Int = 32
  ) throws(KeystoreError) -> SecretBytes {
    try check(length: length)
    let derive: (UnsafeMutableRawBufferPointer, UnsafeRawBufferPointer) -> Bool
    switch self {
    case .pbkdf2(let iterations):
      derive = { Self.pbkdf2($1, salt, iterations, into: $0, EVP_sha256()) }
    case .scrypt(let n, let r, let p):
      // OpenSSL holds to RFC 7914's bound on n for small r; keystores in the wild do not.
      let isBeyondStandard = r < 4 && n >= 1 << (16 * r)
      derive = {
        isBeyondStandard
          ? Scrypt(n: n, r: r, p: p).derive($1, salt, into: $0)
          : Self.scrypt($1, salt, n, r, p, into: $0)
      }
    }
    do throws(KeyError) {
      return try password.withBytes { (password) throws(KeyError) in
        try SecretBytes(count: length) { (output) throws(KeyError) in
          guard derive(output, password) else { throw .derivationFailed }
        }
      }
    } catch {
      throw .derivationFailed
    }
  }

  private func check(length: Int) throws(KeystoreError) {
    guard length > 0 else { throw .unacceptableParameters }
    guard length <= Self.maximumLength else { throw .excessiveParameters }
    switch self {
    case .pbkdf2(let iterations):
      guard iterations > 0 else { throw .unacceptableParameters }
      guard iterations <= Self.maximumIterations else { throw .excessiveParameters }
    case .scrypt(let n, let r, let p):
      guard n > 1, n & (n - 1) == 0, r > 0, p > 0 else { throw .unacceptableParameters }
      guard n <= Self.maximumCost, r <= 1 << 16, p <= 1 << 16,
        n * r <= Self.maximumMemory / 128, p * r <= Self.maximumMemory / 128,
        n * r * p <= Self.maximumWork
      else { throw .excessiveParameters }
    }
  }

  static func pbkdf2(
    _ password: UnsafeRawBufferPointer, _ salt: [UInt8], _ iterations: Int,
    into output: UnsafeMutableRawBufferPointer, _ digest: OpaquePointer?
  ) -> Bool {
    guard let passwordCount = Int32(exactly: password.count),
      let saltCount = Int32(exactly: salt.count), let rounds = Int32(exactly: iterations),
      let count = Int32(exactly: output.count)
    else { return false }
    return PKCS5_PBKDF2_HMAC(
      password.baseAddress?.assumingMemoryBound(to: CChar.self), passwordCount, salt, saltCount,
      rounds, digest, count, output.baseAddress?.assumingMemoryBound(to: UInt8.self)) == 1
  }

  private static func scrypt(
    _ password: UnsafeRawBufferPointer, _ salt: [UInt8], _ n: Int, _ r: Int, _ p: Int,
    into output: UnsafeMutableRawBufferPointer
  ) -> Bool {
    // Working memory: n blocks, p blocks and a little; OpenSSL's own limit is 32 MiB.
    let memory = UInt64(128 * r) * UInt64(n + p + 2) + 4_096
    return EVP_PBE_scrypt(
      password.baseAddress?.assumingMemoryBound(to: CChar.self), password.count, salt, salt.count,
      UInt64(n), UInt64(r), UInt64(p), memory,
      output.baseAddress?.assumingMemoryBound(to: UInt8.self), output.count) == 1
  }
}
