import COpenSSL
import Glibc

/// Secret bytes in memory that is locked where the system allows it, and overwritten when the last
/// holder lets go. Never printed.
public final class SecretBytes: Sendable {
  private nonisolated(unsafe) let memory: UnsafeMutableRawBufferPointer

  /// Copies the bytes; the caller's own copy remains its concern.
  public init(_ bytes: [UInt8]) {
    memory = .allocate(byteCount: max(1, bytes.count), alignment: 16)
    count = bytes.count
    mlock(memory.baseAddress, memory.count)
    memory.copyBytes(from: bytes)
  }

  deinit {
    OPENSSL_cleanse(memory.baseAddress, memory.count)
    munlock(memory.baseAddress, memory.count)
    memory.deallocate()
  }

  /// How many there are.
  public let count: Int

  /// Lends the bytes for the time of a call.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    body(UnsafeRawBufferPointer(rebasing: memory[..<count]))
  }
}

extension SecretBytes: CustomStringConvertible, CustomReflectable {
  public var description: String { "\(count) secret bytes" }
  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
