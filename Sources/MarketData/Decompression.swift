/// Whole-array forms of the decompressors, for small inputs.
public enum Decompression {
  /// Output of a raw DEFLATE stream (RFC 1951).
  ///
  /// - Throws: `ImportError.archive` when damaged, or when the output exceeds `limit` bytes.
  public static func inflate(_ bytes: [UInt8], limit: Int) throws(ImportError) -> [UInt8] {
    let source = RangeSource(MemoryBytes(path: "deflate", bytes: bytes))
    let input = BitInput(source, path: "deflate")
    return try drain(InflateSource(input, path: "deflate", limit: limit))
  }

  /// Output of a gzip file (RFC 1952), CRC-32 and length checked.
  ///
  /// - Throws: `ImportError.archive` when damaged, or when the output exceeds `limit` bytes.
  public static func gunzip(_ bytes: [UInt8], limit: Int) throws(ImportError) -> [UInt8] {
    let source = RangeSource(MemoryBytes(path: "gzip", bytes: bytes))
    return try drain(GzipSource(source, path: "gzip", limit: limit))
  }

  /// Output of a zlib stream (RFC 1950), Adler-32 checked; preset dictionaries are refused.
  ///
  /// - Throws: `ImportError.archive` when damaged, or when the output exceeds `limit` bytes.
  public static func inflateZlib(_ bytes: [UInt8], limit: Int) throws(ImportError) -> [UInt8] {
    var input = BitInput(RangeSource(MemoryBytes(path: "zlib", bytes: bytes)), path: "zlib")
    let method = Int(try input.requiredByte())
    let flags = Int(try input.requiredByte())
    guard method & 15 == 8, method >> 4 <= 7, (method << 8 | flags) % 31 == 0, flags & 32 == 0
    else { throw .archive(path: "zlib", problem: .malformedHeader) }
    let inflated = InflateSource(input, path: "zlib", limit: limit)
    let output = try drain(inflated)
    var checksum = Adler32()
    checksum.update(output[...])
    var rest = try inflated.finishInput()
    guard try rest.littleEndian(4).byteSwapped == checksum.value else {
      throw .archive(path: "zlib", problem: .checksumMismatch)
    }
    return output
  }

  static func drain(_ source: some ByteSource) throws(ImportError) -> [UInt8] {
    var output: [UInt8] = []
    while try source.read(into: &output, about: 1 << 16) > 0 {}
    return output
  }
}
