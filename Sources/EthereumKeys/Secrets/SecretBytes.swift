import Glibc

/// Bytes that stay secret: in memory of their own that is never swapped (mlock), never dumped
/// (MADV_DONTDUMP) and zeroed before it is given back. It cannot be copied, printed or compared
/// with `==`.
public struct SecretBytes: ~Copyable, @unchecked Sendable {
  /// How many bytes there are.
  public let count: Int
  private let base: UnsafeMutableRawPointer
  private let capacity: Int

  /// Takes locked memory for `count` bytes and lets `fill` write them; what it leaves is zero.
  /// - Throws: `KeyError.memoryUnavailable`, or what `fill` throws.
  public init(
    count: Int, fill: (UnsafeMutableRawBufferPointer) throws(KeyError) -> Void
  ) throws(KeyError) {
    let (base, capacity) = try Self.allocate(count)
    do throws(KeyError) {
      try fill(UnsafeMutableRawBufferPointer(start: base, count: count))
    } catch {
      Self.release(base, capacity)
      throw error
    }
    self.count = count
    self.base = base
    self.capacity = capacity
  }

  /// Whole pages, so that locking and advice touch nothing else.
  private static func allocate(
    _ count: Int
  ) throws(KeyError) -> (base: UnsafeMutableRawPointer, capacity: Int) {
    let page = max(Int(sysconf(Int32(_SC_PAGESIZE))), 4_096)
    let (padded, overflow) = max(count, 1).addingReportingOverflow(page - 1)
    guard count >= 0, !overflow else { throw .memoryUnavailable }
    let capacity = padded / page * page
    guard
      let base = mmap(
        nil, capacity, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      base != MAP_FAILED
    else { throw .memoryUnavailable }
    guard mlock(base, capacity) == 0 else {
      munmap(base, capacity)
      throw .memoryUnavailable
    }
    _ = madvise(base, capacity, Int32(MADV_DONTDUMP))
    return (base, capacity)
  }

  private static func release(_ base: UnsafeMutableRawPointer, _ capacity: Int) {
    explicit_bzero(base, capacity)
    munlock(base, capacity)
    munmap(base, capacity)
  }

  /// A secret copy of bytes that were not secret until now.
  /// - Throws: `KeyError.memoryUnavailable`.
  public init(copying bytes: some Collection<UInt8>) throws(KeyError) {
    try self.init(count: bytes.count) { (buffer) throws(KeyError) in
      buffer.copyBytes(from: bytes)
    }
  }

  /// Lends the bytes for the length of a call. They must not be kept.
  public func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: base, count: count))
  }

  /// Whether the bytes are the same, compared in constant time.
  public func matches(_ other: borrowing SecretBytes) -> Bool {
    guard count == other.count else { return false }
    var difference: UInt8 = 0
    for index in 0..<count {
      difference |=
        base.load(fromByteOffset: index, as: UInt8.self)
        ^ other.base.load(fromByteOffset: index, as: UInt8.self)
    }
    return difference == 0
  }

  deinit { Self.release(base, capacity) }
}
