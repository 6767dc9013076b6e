/// Bytes that come one chunk after another: a plain file, or the output of a decompressor.
protocol ByteSource: AnyObject {
  /// Appends some bytes, about `count` of them; returns how many, 0 only at the end.
  func read(into buffer: inout [UInt8], about count: Int) throws(ImportError) -> Int
}
