import Glibc

/// Random bytes of the operating system.
public enum Entropy {
  /// So many random bytes.
  /// - Throws: `KeyError.entropyUnavailable`.
  public static func bytes(_ count: Int) throws(KeyError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, count))
    let isFilled = bytes.withUnsafeMutableBytes { fill($0) }
    guard isFilled else { throw .entropyUnavailable }
    return bytes
  }

  /// Fills a buffer with random bytes; false when the system gives none.
  static func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Bool {
    guard let base = buffer.baseAddress else { return buffer.isEmpty }
    // The system call gives at most 256 bytes at a time.
    for start in stride(from: 0, to: buffer.count, by: 256) {
      guard getentropy(base + start, min(256, buffer.count - start)) == 0 else { return false }
    }
    return true
  }
}
