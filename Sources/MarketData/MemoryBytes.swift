/// A file that is already in memory, such as the embedded sample.
final class MemoryBytes: RandomAccessBytes {
  let path: String
  private let bytes: [UInt8]

  init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  var size: Int { bytes.count }

  func read(at offset: Int, count: Int, into buffer: inout [UInt8]) throws(ImportError) -> Int {
    guard offset >= 0, offset < bytes.count, count > 0 else { return 0 }
    let end = min(bytes.count, offset + min(count, bytes.count))
    buffer.append(contentsOf: bytes[offset..<end])
    return end - offset
  }
}
