/// Bits in DEFLATE order (RFC 1951 section 3.1.1) and whole bytes from one source.
struct BitInput {
  private let source: any ByteSource
  private let path: String
  private var buffer: [UInt8] = []
  private var position = 0
  private(set) var bits: UInt64 = 0
  private(set) var bitCount = 0

  init(_ source: any ByteSource, path: String) {
    self.source = source
    self.path = path
  }

  private mutating func nextByte() throws(ImportError) -> UInt8? {
    if position == buffer.count {
      buffer.removeAll(keepingCapacity: true)
      position = 0
      guard try source.read(into: &buffer, about: 1 << 16) > 0 else { return nil }
    }
    defer { position += 1 }
    return buffer[position]
  }

  /// Holds at least `count` bits if the source has them; missing ones at the end read as zero.
  mutating func fill(_ count: Int) throws(ImportError) {
    while bitCount < count {
      guard let byte = try nextByte() else { return }
      bits |= UInt64(byte) << UInt64(bitCount)
      bitCount += 8
    }
  }

  mutating func drop(_ count: Int) throws(ImportError) {
    guard count <= bitCount else { throw .archive(path: path, problem: .truncated) }
    bits >>= UInt64(count)
    bitCount -= count
  }

  mutating func take(_ count: Int) throws(ImportError) -> Int {
    try fill(count)
    let value = Int(bits & ((1 << UInt64(count)) - 1))
    try drop(count)
    return value
  }

  mutating func alignToByte() throws(ImportError) { try drop(bitCount % 8) }

  /// The next whole byte (after `alignToByte`), nil at the end of the source.
  mutating func byte() throws(ImportError) -> UInt8? {
    try fill(8)
    guard bitCount >= 8 else { return nil }
    return UInt8(try take(8))
  }

  mutating func requiredByte() throws(ImportError) -> UInt8 {
    guard let byte = try byte() else { throw .archive(path: path, problem: .truncated) }
    return byte
  }

  /// Little-endian unsigned integer of `count` bytes.
  mutating func littleEndian(_ count: Int) throws(ImportError) -> UInt32 {
    var value: UInt32 = 0
    for index in 0..<count { value |= UInt32(try requiredByte()) << UInt32(8 * index) }
    return value
  }
}
