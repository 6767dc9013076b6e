/// DEFLATE (RFC 1951) as a stream: memory is one window and one chunk, whatever the output.
final class InflateSource: ByteSource {
  private enum Stage {
    case header
    case stored(Int)
    case coded(literals: HuffmanTable, distances: HuffmanTable)
    case done
  }

  private(set) var input: BitInput
  private let path: String
  private var window = [UInt8](repeating: 0, count: 1 << 15)
  private var stage = Stage.header
  private var isLast = false
  private var remaining: Int
  private(set) var produced = 0

  /// `limit` bounds the output in bytes.
  init(_ input: BitInput, path: String, limit: Int) {
    self.input = input
    self.path = path
    remaining = limit
  }

  private func refuse(_ problem: ArchiveProblem) -> ImportError {
    .archive(path: path, problem: problem)
  }

  /// Hands the input on to whoever reads what follows the last block.
  func finishInput() throws(ImportError) -> BitInput {
    try input.alignToByte()
    return input
  }

  func read(into buffer: inout [UInt8], about count: Int) throws(ImportError) -> Int {
    let before = buffer.count
    while buffer.count - before < count {
      switch stage {
      case .done: return buffer.count - before
      case .header: try beginBlock()
      case .stored(let left): try copyStored(left, into: &buffer, until: before + count)
      case .coded(let literals, let distances):
        try decode(literals, distances, into: &buffer, until: before + count)
      }
    }
    return buffer.count - before
  }

  private func endBlock() { stage = isLast ? .done : .header }

  private func emit(_ byte: UInt8, into buffer: inout [UInt8]) throws(ImportError) {
    guard remaining > 0 else { throw refuse(.outputTooLarge) }
    remaining -= 1
    window[produced & 0x7fff] = byte
    produced += 1
    buffer.append(byte)
  }

  private func beginBlock() throws(ImportError) {
    isLast = try input.take(1) == 1
    switch try input.take(2) {
    case 0:
      try input.alignToByte()
      let length = try input.littleEndian(2)
      guard try input.littleEndian(2) == ~length & 0xffff else { throw refuse(.malformedHeader) }
      stage = .stored(Int(length))
    case 1: try beginFixed()
    case 2: try beginDynamic()
    default: throw refuse(.malformedHeader)
    }
  }

  private func copyStored(
    _ left: Int, into buffer: inout [UInt8], until end: Int
  ) throws(ImportError) {
    var left = left
    while left > 0, buffer.count < end {
      try emit(try input.requiredByte(), into: &buffer)
      left -= 1
    }
    stage = .stored(left)
    if left == 0 { endBlock() }
  }

  private func decode(
    _ literals: HuffmanTable, _ distances: HuffmanTable, into buffer: inout [UInt8],
    until end: Int
  ) throws(ImportError) {
    while buffer.count < end {
      guard let symbol = try literals.decode(&input) else { throw refuse(.invalidCode) }
      if symbol < 256 {
        try emit(UInt8(symbol), into: &buffer)
      } else if symbol == 256 {
        endBlock()
        return
      } else {
        try copyMatch(symbol - 257, distances, into: &buffer)
      }
    }
  }

  private func copyMatch(
    _ code: Int, _ distances: HuffmanTable, into buffer: inout [UInt8]
  ) throws(ImportError) {
    guard code < Self.lengths.count else { throw refuse(.invalidCode) }
    let length = Self.lengths[code] + (try input.take(Self.lengthBits[code]))
    guard let symbol = try distances.decode(&input), symbol < Self.distances.count else {
      throw refuse(.invalidCode)
    }
    let extra = symbol < 2 ? 0 : symbol / 2 - 1
    let distance = Self.distances[symbol] + (try input.take(extra))
    guard distance <= produced else { throw refuse(.invalidDistance) }
    for _ in 0..<length { try emit(window[(produced - distance) & 0x7fff], into: &buffer) }
  }

  private func beginFixed() throws(ImportError) {
    let lengths: [UInt8] =
      Array(repeating: 8, count: 144) + Array(repeating: 9, count: 112)
      + Array(repeating: 7, count: 24) + Array(repeating: 8, count: 8)
    try begin(lengths[...], Array(repeating: 5, count: 32)[...])
  }

  private func begin(
    _ literals: ArraySlice<UInt8>, _ distances: ArraySlice<UInt8>
  ) throws(ImportError) {
    guard let literal = HuffmanTable(lengths: literals),
      let distance = HuffmanTable(lengths: distances)
    else { throw refuse(.invalidCode) }
    stage = .coded(literals: literal, distances: distance)
  }

  private func beginDynamic() throws(ImportError) {
    let literalCount = try input.take(5) + 257
    let distanceCount = try input.take(5) + 1
    let codeCount = try input.take(4) + 4
    guard literalCount <= 286, distanceCount <= 30 else { throw refuse(.malformedHeader) }
    var codeLengths = [UInt8](repeating: 0, count: 19)
    for index in 0..<codeCount { codeLengths[Self.order[index]] = UInt8(try input.take(3)) }
    guard let table = HuffmanTable(lengths: codeLengths[...]) else { throw refuse(.invalidCode) }
    let total = literalCount + distanceCount
    var lengths: [UInt8] = []
    while lengths.count < total {
      guard let symbol = try table.decode(&input) else { throw refuse(.invalidCode) }
      switch symbol {
      case 0..<16: lengths.append(UInt8(symbol))
      case 16:
        guard let last = lengths.last else { throw refuse(.invalidCode) }
        lengths.append(contentsOf: repeatElement(last, count: 3 + (try input.take(2))))
      case 17: lengths.append(contentsOf: repeatElement(0, count: 3 + (try input.take(3))))
      default: lengths.append(contentsOf: repeatElement(0, count: 11 + (try input.take(7))))
      }
    }
    guard lengths.count == total, lengths[256] != 0 else { throw refuse(.invalidCode) }
    try begin(lengths[..<literalCount], lengths[literalCount...])
  }

  private static let order = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]
  private static let lengths = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115,
    131, 163, 195, 227, 258,
  ]
  private static let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distances = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537,
    2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
  ]
}
