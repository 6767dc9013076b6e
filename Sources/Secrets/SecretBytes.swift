import Glibc

/// Bytes that stay secret: in pages of their own that are never swapped (mlock), never dumped
/// (MADV_DONTDUMP) and zeroed before they are given back. They cannot be copied, printed or
/// compared with `==`.
public struct SecretBytes: ~Copyable, @unchecked Sendable {
  /// How many bytes there are.
  public private(set) var count: Int
  private let base: UnsafeMutableRawPointer
  private let capacity: Int

  /// Locked memory for `count` bytes, all zero. Whole pages, so that locking and advice touch
  /// nothing else: locks do not nest, and unlocking a shared page would unlock a neighbour's.
  /// - Throws: `SecretMemoryError`.
  public init(zeroed count: Int) throws(SecretMemoryError) {
    let page = max(Int(sysconf(Int32(_SC_PAGESIZE))), 4_096)
    let (padded, overflow) = max(count, 1).addingReportingOverflow(page - 1)
    guard count >= 0, !overflow else { throw SecretMemoryError() }
    let capacity = padded / page * page
    guard
      let base = mmap(
        nil, capacity, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      base != MAP_FAILED
    else { throw SecretMemoryError() }
    guard mlock(base, capacity) == 0 else {
      munmap(base, capacity)
      throw SecretMemoryError()
    }
    _ = madvise(base, capacity, Int32(MADV_DONTDUMP))
    self.count = count
    self.base = base
    self.capacity = capacity
  }

  /// A secret copy of bytes that were not secret until now.
  /// - Throws: `SecretMemoryError`.
  public init(copying bytes: some Collection<UInt8>) throws(SecretMemoryError) {
    try self.init(zeroed: bytes.count)
    withMutableBytes { $0.copyBytes(from: bytes) }
  }

  /// Lends the bytes for the length of a call. They must not be kept.
  public func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: base, count: count))
  }

  /// Lends the bytes for writing, for the length of a call.
  public mutating func withMutableBytes<Result: ~Copyable, Failure: Error>(
    _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeMutableRawBufferPointer(start: base, count: count))
  }

  /// Keeps the first bytes only and zeroes the others; a number out of range changes nothing.
  public mutating func truncate(to count: Int) {
    guard (0...self.count).contains(count) else { return }
    explicit_bzero(base + count, self.count - count)
    self.count = count
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

  deinit {
    explicit_bzero(base, capacity)
    munlock(base, capacity)
    munmap(base, capacity)
  }
}
