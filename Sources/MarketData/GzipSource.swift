/// Gzip (RFC 1952), with several members one after another; CRC-32 and length are checked.
final class GzipSource: ByteSource {
  private let path: String
  private var input: BitInput
  private var member: InflateSource?
  private var checksum = CRC32()
  private var remaining: Int
  private var memberCount = 0

  init(_ source: any ByteSource, path: String, limit: Int) {
    self.path = path
    input = BitInput(source, path: path)
    remaining = limit
  }

  func read(into buffer: inout [UInt8], about count: Int) throws(ImportError) -> Int {
    while true {
      if member == nil, try !beginMember() { return 0 }
      guard let member else { return 0 }
      let before = buffer.count
      let received = try member.read(into: &buffer, about: count)
      if received > 0 {
        checksum.update(buffer[before...])
        return received
      }
      try endMember(member)
    }
  }

  private func endMember(_ member: InflateSource) throws(ImportError) {
    input = try member.finishInput()
    guard try input.littleEndian(4) == checksum.value else {
      throw .archive(path: path, problem: .checksumMismatch)
    }
    guard try input.littleEndian(4) == UInt32(truncatingIfNeeded: member.produced) else {
      throw .archive(path: path, problem: .lengthMismatch)
    }
    remaining -= member.produced
    self.member = nil
  }

  /// False at the end of the file; zero padding after the last member is passed over.
  private func beginMember() throws(ImportError) -> Bool {
    var first = try input.byte()
    while memberCount > 0, first == 0 { first = try input.byte() }
    guard let first else {
      if memberCount == 0 { throw .archive(path: path, problem: .truncated) }
      return false
    }
    let second = try input.requiredByte()
    let method = try input.requiredByte()
    let flags = try input.requiredByte()
    guard first == 0x1f, second == 0x8b, method == 8, flags & 0xe0 == 0 else {
      throw .archive(path: path, problem: .malformedHeader)
    }
    for _ in 0..<6 { _ = try input.requiredByte() }
    if flags & 4 != 0 {
      let extra = try input.littleEndian(2)
      for _ in 0..<extra { _ = try input.requiredByte() }
    }
    for flag in [8, 16] as [UInt8] where flags & flag != 0 {
      while try input.requiredByte() != 0 {}
    }
    if flags & 2 != 0 { _ = try input.littleEndian(2) }
    memberCount += 1
    checksum = CRC32()
    member = InflateSource(input, path: path, limit: remaining)
    return true
  }
}
