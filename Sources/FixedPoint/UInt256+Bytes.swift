extension UInt256 {
  /// Reads up to 32 big-endian bytes (none is zero); nil when there are more.
  public init?(bigEndian bytes: some Collection<UInt8>) {
    if bytes.count > 32 { return nil }
    var value = UInt256.zero
    for byte in bytes {
      value.high = value.high &<< 8 | value.low &>> 120
      value.low = value.low &<< 8 | UInt128(truncatingIfNeeded: byte)
    }
    self = value
  }

  /// The 32 big-endian bytes, as in an ABI word.
  public func bigEndianBytes() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      raw.storeBytes(of: high.bigEndian, toByteOffset: 0, as: UInt128.self)
      raw.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt128.self)
      count = 32
    }
  }
}
