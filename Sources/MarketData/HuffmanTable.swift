/// A canonical Huffman code (RFC 1951 section 3.2.2): short codes by one look-up, long ones bit
/// by bit.
struct HuffmanTable {
  private static let quickBits = 10
  private var quick: [UInt16]
  private var counts: [Int]
  private var symbols: [UInt16]

  /// nil when the lengths describe no prefix code. An incomplete code is allowed only when it has
  /// one symbol, as a distance code may.
  init?(lengths: ArraySlice<UInt8>) {
    var counts = [Int](repeating: 0, count: 16)
    for length in lengths { counts[Int(length)] += 1 }
    let used = lengths.count - counts[0]
    counts[0] = 0
    var left = 1
    for length in 1...15 {
      left = left << 1 - counts[length]
      guard left >= 0 else { return nil }
    }
    guard left == 0 || used <= 1 else { return nil }
    var offsets = [Int](repeating: 0, count: 16)
    for length in 1..<15 { offsets[length + 1] = offsets[length] + counts[length] }
    var symbols = [UInt16](repeating: 0, count: used)
    for (symbol, length) in lengths.enumerated() where length != 0 {
      symbols[offsets[Int(length)]] = UInt16(symbol)
      offsets[Int(length)] += 1
    }
    self.counts = counts
    self.symbols = symbols
    quick = [UInt16](repeating: 0, count: 1 << Self.quickBits)
    fillQuick()
  }

  private mutating func fillQuick() {
    var code = 0
    var index = 0
    for length in 1...Self.quickBits {
      for _ in 0..<counts[length] {
        var reversed = 0
        for bit in 0..<length where code >> bit & 1 == 1 { reversed |= 1 << (length - 1 - bit) }
        let entry = symbols[index] << 4 | UInt16(length)
        for slot in stride(from: reversed, to: quick.count, by: 1 << length) {
          quick[slot] = entry
        }
        code += 1
        index += 1
      }
      code <<= 1
    }
  }

  /// The next symbol, nil when the bits are no code.
  func decode(_ input: inout BitInput) throws(ImportError) -> Int? {
    try input.fill(15)
    let entry = quick[Int(input.bits & UInt64(quick.count - 1))]
    if entry != 0 {
      try input.drop(Int(entry & 15))
      return Int(entry >> 4)
    }
    var code = 0
    var first = 0
    var index = 0
    for length in 1...15 {
      code |= Int(input.bits >> UInt64(length - 1) & 1)
      let count = counts[length]
      if code - count < first {
        try input.drop(length)
        return Int(symbols[index + code - first])
      }
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    return nil
  }
}
