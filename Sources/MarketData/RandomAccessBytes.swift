/// Bytes that can be read from any offset: a file or memory.
protocol RandomAccessBytes: AnyObject {
  /// Name for error messages.
  var path: String { get }
  /// Length in bytes.
  var size: Int { get }
  /// Appends up to `count` bytes from `offset`; returns how many, 0 at the end.
  func read(at offset: Int, count: Int, into buffer: inout [UInt8]) throws(ImportError) -> Int
}

extension RandomAccessBytes {
  /// Exactly `count` bytes from `offset`, or nil when the file ends before.
  func exactly(_ count: Int, at offset: Int) throws(ImportError) -> [UInt8]? {
    guard count >= 0, offset >= 0, offset <= size, count <= size - offset else { return nil }
    var buffer: [UInt8] = []
    while buffer.count < count {
      let wanted = count - buffer.count
      guard try read(at: offset + buffer.count, count: wanted, into: &buffer) > 0 else {
        return nil
      }
    }
    return buffer
  }
}
