import CSecp256k1
import Ethereum
import FixedPoint

/// The calls into libsecp256k1, through one context that is randomised once and then only read.
enum Secp256k1 {
  private struct Context: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  private static let context: Context? = {
    guard let pointer = secp256k1_context_create(CSECP256K1_CONTEXT_NONE) else { return nil }
    withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { seed in
      // Blinding hinders side channels; without random bytes signing is still right.
      if Entropy.fill(seed) { _ = secp256k1_context_randomize(pointer, seed.unsigned) }
      seed.initializeMemory(as: UInt8.self, repeating: 0)
    }
    return Context(pointer: pointer)
  }()

  static func isPrivateKey(_ key: UnsafeRawBufferPointer) -> Bool {
    guard key.count == 32, let context, let bytes = key.unsigned else { return false }
    return secp256k1_ec_seckey_verify(context.pointer, bytes) == 1
  }

  static func sign(
    _ digest: Hash32, key: UnsafeRawBufferPointer
  ) throws(KeyError) -> Signature {
    guard let context, key.count == 32, let secret = key.unsigned else { throw .signingFailed }
    var made = secp256k1_ecdsa_recoverable_signature()
    let isMade = withUnsafeBytes(of: digest.words) { message in
      guard let message = message.unsigned else { return false }
      return secp256k1_ecdsa_sign_recoverable(
        context.pointer, &made, message, secret, nil, nil) == 1
    }
    guard isMade else { throw .signingFailed }
    var words: (UInt128, UInt128, UInt128, UInt128) = (0, 0, 0, 0)
    var recovery: Int32 = 0
    withUnsafeMutableBytes(of: &words) { output in
      guard let output = output.unsigned else { return }
      secp256k1_ecdsa_recoverable_signature_serialize_compact(
        context.pointer, output, &recovery, &made)
    }
    // An r above the group order (chance 2^-127) cannot be told in a transaction.
    guard recovery < 2 else { throw .signingFailed }
    return Signature(
      r: UInt256(low: words.1.bigEndian, high: words.0.bigEndian),
      s: UInt256(low: words.3.bigEndian, high: words.2.bigEndian), yParity: recovery == 1)
  }

  static func recover(_ signature: Signature, _ digest: Hash32) throws(KeyError) -> PublicKey {
    guard let context else { throw .unrecoverable }
    var parsed = secp256k1_ecdsa_recoverable_signature()
    var key = secp256k1_pubkey()
    let isFound = withUnsafeBytes(of: (signature.r.words, signature.s.words)) { numbers in
      withUnsafeBytes(of: digest.words) { message in
        guard let numbers = numbers.unsigned, let message = message.unsigned else { return false }
        return secp256k1_ecdsa_recoverable_signature_parse_compact(
          context.pointer, &parsed, numbers, signature.yParity ? 1 : 0) == 1
          && secp256k1_ecdsa_recover(context.pointer, &key, &parsed, message) == 1
      }
    }
    guard isFound else { throw .unrecoverable }
    return publicKey(&key, context.pointer)
  }

  static func publicKey(of key: UnsafeRawBufferPointer) throws(KeyError) -> PublicKey {
    var point = secp256k1_pubkey()
    guard let context, key.count == 32, let secret = key.unsigned,
      secp256k1_ec_pubkey_create(context.pointer, &point, secret) == 1
    else { throw .invalidPrivateKey }
    return publicKey(&point, context.pointer)
  }

  static func parsePublicKey(_ bytes: [UInt8]) throws(KeyError) -> PublicKey {
    var point = secp256k1_pubkey()
    guard let context, bytes.count == 33 || bytes.count == 65,
      // Hybrid encodings (6 and 7) are no public keys to Ethereum.
      [2, 3, 4].contains(bytes[0]),
      secp256k1_ec_pubkey_parse(context.pointer, &point, bytes, bytes.count) == 1
    else { throw .invalidPublicKey }
    return publicKey(&point, context.pointer)
  }

  /// Verifies r || s or DER; high s is refused unless `normalizing`.
  static func verify(
    _ bytes: [UInt8], isDER: Bool, digest: Hash32, key: PublicKey, normalizing: Bool
  ) -> Bool {
    guard let context else { return false }
    var signature = secp256k1_ecdsa_signature()
    let isParsed =
      isDER
      ? secp256k1_ecdsa_signature_parse_der(context.pointer, &signature, bytes, bytes.count)
      : bytes.count == 64
        ? secp256k1_ecdsa_signature_parse_compact(context.pointer, &signature, bytes) : 0
    var point = secp256k1_pubkey()
    let encoded = key.uncompressed
    guard isParsed == 1,
      secp256k1_ec_pubkey_parse(context.pointer, &point, encoded, encoded.count) == 1
    else { return false }
    if normalizing {
      var low = secp256k1_ecdsa_signature()
      _ = secp256k1_ecdsa_signature_normalize(context.pointer, &low, &signature)
      signature = low
    }
    return withUnsafeBytes(of: digest.words) { message in
      guard let message = message.unsigned else { return false }
      return secp256k1_ecdsa_verify(context.pointer, &signature, message, &point) == 1
    }
  }

  /// Adds `tweak` to the key in place (BIP-32); false when the sum is no key.
  static func add(
    _ tweak: UnsafeRawBufferPointer, to key: UnsafeMutableRawBufferPointer
  ) -> Bool {
    guard let context, tweak.count == 32, key.count == 32, let tweak = tweak.unsigned,
      let key = key.unsigned
    else { return false }
    return secp256k1_ec_seckey_tweak_add(context.pointer, key, tweak) == 1
  }

  private static func publicKey(
    _ point: inout secp256k1_pubkey, _ context: OpaquePointer
  ) -> PublicKey {
    withUnsafeTemporaryAllocation(byteCount: 65, alignment: 1) { output in
      var length = 65
      if let output = output.unsigned {
        _ = secp256k1_ec_pubkey_serialize(
          context, output, &length, &point, CSECP256K1_UNCOMPRESSED)
      }
      return PublicKey(uncompressed: UnsafeRawBufferPointer(output))
    }
  }
}

extension UnsafeRawBufferPointer {
  /// The start as C's `const unsigned char *`.
  fileprivate var unsigned: UnsafePointer<UInt8>? {
    baseAddress?.assumingMemoryBound(to: UInt8.self)
  }
}

extension UnsafeMutableRawBufferPointer {
  /// The start as C's `unsigned char *`.
  fileprivate var unsigned: UnsafeMutablePointer<UInt8>? {
    baseAddress?.assumingMemoryBound(to: UInt8.self)
  }
}

extension UInt256 {
  /// The 32 big-endian bytes as two words in memory.
  fileprivate var words: (UInt128, UInt128) { (high.bigEndian, low.bigEndian) }
}

extension Hash32 {
  /// The 32 bytes as two words in memory.
  fileprivate var words: (UInt128, UInt128) { unsignedValue.words }
}
