import Secrets

extension SecretBytes {
  /// Locked memory for `count` bytes that `fill` writes; what it leaves is zero.
  /// - Throws: `KeyError.memoryUnavailable`, or what `fill` throws.
  init(
    count: Int, fill: (UnsafeMutableRawBufferPointer) throws(KeyError) -> Void
  ) throws(KeyError) {
    var made = try Self.allocated(count)
    try made.withMutableBytes(fill)
    self = made
  }

  private static func allocated(_ count: Int) throws(KeyError) -> SecretBytes {
    do {
      return try SecretBytes(zeroed: count)
    } catch {
      throw .memoryUnavailable
    }
  }
}
