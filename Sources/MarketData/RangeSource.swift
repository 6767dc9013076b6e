/// A range of a file, read in order.
final class RangeSource: ByteSource {
  private let bytes: any RandomAccessBytes
  private var offset: Int
  private let end: Int

  init(_ bytes: any RandomAccessBytes, range: Range<Int>) {
    self.bytes = bytes
    offset = range.lowerBound
    end = min(range.upperBound, bytes.size)
  }

  convenience init(_ bytes: any RandomAccessBytes) {
    self.init(bytes, range: 0..<bytes.size)
  }

  func read(into buffer: inout [UInt8], about count: Int) throws(ImportError) -> Int {
    guard offset < end else { return 0 }
    let received = try bytes.read(at: offset, count: min(count, end - offset), into: &buffer)
    offset += received
    return received
  }
}
