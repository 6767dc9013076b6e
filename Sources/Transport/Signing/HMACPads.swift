import COpenSSL
import Secrets

/// HMAC-SHA256 with both padded keys hashed once (RFC 2104 section 4): a code costs only the
/// message's own blocks and one more. Never changed once made, so threads share it without a lock.
final class HMACPads: Sendable {
  private nonisolated(unsafe) let states: UnsafeMutablePointer<SHA256_CTX>
  private static let blockSize = 64

  /// Hashes the pads; nil where libcrypto fails.
  init?(key: borrowing SecretBytes) {
    states = .allocate(capacity: 2)
    states.initialize(repeating: SHA256_CTX(), count: 2)
    let isMade = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.blockSize) { pad in
      pad.initialize(repeating: 0)
      defer { OPENSSL_cleanse(pad.baseAddress, pad.count) }
      key.withBytes { key in
        let bytes = key.assumingMemoryBound(to: UInt8.self)
        if key.count > Self.blockSize {
          _ = SHA256(bytes.baseAddress, key.count, pad.baseAddress)
        } else {
          for index in bytes.indices { pad[index] = bytes[index] }
        }
      }
      return Self.begin(&states[0], pad, 0x36) && Self.begin(&states[1], pad, 0x36 ^ 0x5c)
    }
    if !isMade { return nil }
  }

  deinit {
    OPENSSL_cleanse(states, 2 * MemoryLayout<SHA256_CTX>.size)
    states.deallocate()
  }

  private static func begin(
    _ state: inout SHA256_CTX, _ pad: UnsafeMutableBufferPointer<UInt8>, _ mask: UInt8
  ) -> Bool {
    for index in pad.indices { pad[index] ^= mask }
    return SHA256_Init(&state) == 1 && SHA256_Update(&state, pad.baseAddress, pad.count) == 1
  }

  /// Writes the 32 bytes of the code over the two parts, one after the other.
  func sign(
    _ head: UnsafeBufferPointer<UInt8>, _ tail: UnsafeBufferPointer<UInt8>,
    into code: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    var state = states[0]
    guard SHA256_Update(&state, head.baseAddress, head.count) == 1,
      tail.isEmpty || SHA256_Update(&state, tail.baseAddress, tail.count) == 1,
      SHA256_Final(code, &state) == 1
    else { return false }
    state = states[1]
    return SHA256_Update(&state, code, 32) == 1 && SHA256_Final(code, &state) == 1
  }
}
