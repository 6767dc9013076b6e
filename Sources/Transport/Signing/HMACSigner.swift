import COpenSSL
import Hashing
import Secrets
import Synchronization

/// HMAC request signing (RFC 2104, FIPS 198-1) by libcrypto with the key set once. SHA-256 signs
/// from hashed pads and without a lock; the other functions restart one keyed context in turn.
public final class HMACSigner: Sendable {
  /// The hash function.
  public enum Function: String, Hashable, Sendable, CaseIterable {
    /// SHA-256: Binance, Bybit, OKX.
    case sha256 = "SHA256"
    /// SHA-384.
    case sha384 = "SHA384"
    /// SHA-512.
    case sha512 = "SHA512"

    /// Bytes of a code.
    public var byteCount: Int {
      switch self {
      case .sha256: 32
      case .sha384: 48
      case .sha512: 64
      }
    }
  }

  private struct Context: ~Copyable {
    nonisolated(unsafe) let pointer: OpaquePointer
    deinit { EVP_MAC_CTX_free(pointer) }
  }

  /// The hash function.
  public let function: Function
  private let pads: HMACPads?
  private let context: Mutex<Context>

  /// A signer for a key, which libcrypto keeps and overwrites when the signer goes.
  /// - Throws: `SigningError.failed`.
  public init(key: borrowing SecretBytes, function: Function = .sha256) throws(SigningError) {
    self.function = function
    pads = function == .sha256 ? HMACPads(key: key) : nil
    guard let mac = EVP_MAC_fetch(nil, "HMAC", nil) else { throw .failed }
    defer { EVP_MAC_free(mac) }
    guard let pointer = EVP_MAC_CTX_new(mac) else { throw .failed }
    context = Mutex(Context(pointer: pointer))
    guard Self.setKey(key, of: pointer, function: function) else { throw .failed }
  }

  /// The code of a message.
  /// - Throws: `SigningError.failed`.
  public func code(_ message: [UInt8]) throws(SigningError) -> [UInt8] {
    var code = [UInt8](repeating: 0, count: function.byteCount)
    guard code.withUnsafeMutableBufferPointer({ sign(message.span, Span(), into: $0) }) else {
      throw .failed
    }
    return code
  }

  /// The code as lower-case hexadecimal digits (Binance, Bybit).
  /// - Throws: `SigningError.failed`.
  public func hexadecimalCode(_ message: [UInt8]) throws(SigningError) -> String {
    var text: [UInt8] = []
    try appendCode(of: message.span, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// The code in base64 (OKX).
  /// - Throws: `SigningError.failed`.
  public func base64Code(_ message: [UInt8]) throws(SigningError) -> String {
    Base64.encoded(try code(message))
  }

  /// Appends the code of a message, which may be given in two parts, without allocating where there
  /// is room.
  /// - Throws: `SigningError.failed`; nothing is appended then.
  public func appendCode(
    of head: Span<UInt8>, _ tail: Span<UInt8> = Span(), as text: SignatureText = .hexadecimal,
    to output: inout [UInt8]
  ) throws(SigningError) {
    let count = function.byteCount
    let isSigned = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { code in
      code.initialize(repeating: 0)
      guard sign(head, tail, into: code) else { return false }
      text.append(UnsafeBufferPointer(code), to: &output)
      return true
    }
    if !isSigned { throw .failed }
  }

  /// The parameter's name must outlive the call that reads it, so it is lent along with the value.
  private static func setKey(
    _ key: borrowing SecretBytes, of context: OpaquePointer, function: Function
  ) -> Bool {
    "digest".withCString { digest in
      var name = Array(function.rawValue.utf8CString)
      return name.withUnsafeMutableBufferPointer { name in
        var parameters = [
          OSSL_PARAM_construct_utf8_string(digest, name.baseAddress, 0),
          OSSL_PARAM_construct_end(),
        ]
        return key.withBytes { bytes in
          // A null key would mean "the key set before", so an empty one is given an address.
          withUnsafePointer(to: UInt8(0)) { empty in
            EVP_MAC_init(
              context, bytes.assumingMemoryBound(to: UInt8.self).baseAddress ?? empty,
              bytes.count, &parameters) == 1
          }
        }
      }
    }
  }

  private func sign(
    _ head: Span<UInt8>, _ tail: Span<UInt8>, into code: UnsafeMutableBufferPointer<UInt8>
  ) -> Bool {
    head.withUnsafeBufferPointer { head in
      tail.withUnsafeBufferPointer { tail in
        if let pads, let code = code.baseAddress { return pads.sign(head, tail, into: code) }
        return context.withLock { context in
          var length = 0
          return EVP_MAC_init(context.pointer, nil, 0, nil) == 1
            && EVP_MAC_update(context.pointer, head.baseAddress, head.count) == 1
            && EVP_MAC_update(context.pointer, tail.baseAddress, tail.count) == 1
            && EVP_MAC_final(context.pointer, code.baseAddress, &length, code.count) == 1
        }
      }
    }
  }
}
