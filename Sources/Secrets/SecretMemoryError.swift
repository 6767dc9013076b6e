/// The system gave no locked memory: `RLIMIT_MEMLOCK` is reached, or memory is short.
public struct SecretMemoryError: Error, Hashable, Sendable {
  /// There is only one such failure.
  public init() {}
}
