import FixedPoint

/// Reads ABI encodings from a slice. What it allocates is bounded by the data's own size: lengths
/// are checked against what is left, and tails that overlap again and again are refused.
struct ABIDecoder {
  private let data: ArraySlice<UInt8>
  private var budget: Int

  init(_ data: ArraySlice<UInt8>) {
    self.data = data
    budget = data.count / 32 * 2 + 64
  }

  /// Decodes the components of a tuple that begins at `base`.
  mutating func decodeComponents(
    _ types: [ABIType], base: Int, depth: Int
  ) throws(ABIError) -> [ABIValue] {
    var values: [ABIValue] = []
    var head = base
    for type in types {
      let (value, size) = try decodeHead(type, at: head, base: base, depth: depth)
      values.append(value)
      head += size
    }
    return values
  }

  /// Decodes a value by its head; answers it and the head's size.
  private mutating func decodeHead(
    _ type: ABIType, at head: Int, base: Int, depth: Int
  ) throws(ABIError) -> (ABIValue, Int) {
    let size = type.headSize
    guard size <= data.count - head else { throw .truncated }
    guard type.isDynamic else { return (try decode(type, at: head, depth: depth), size) }
    let offset = try readCount(at: head)
    guard offset <= data.count - base else { throw .truncated }
    return (try decode(type, at: base + offset, depth: depth), size)
  }

  /// Decodes a value that begins at `position`.
  private mutating func decode(
    _ type: ABIType, at position: Int, depth: Int
  ) throws(ABIError) -> ABIValue {
    guard depth < ABIType.maximumDepth else { throw .tooDeep }
    switch type {
    case .array(let element):
      let count = try readCount(at: position)
      return .array(try decodeElements(element, count, base: position + 32, depth: depth + 1))
    case .fixedArray(let element, let count):
      return .array(try decodeElements(element, count, base: position, depth: depth + 1))
    case .tuple(let components):
      return .tuple(
        try decodeComponents(components.map(\.type), base: position, depth: depth + 1))
    case .bytes:
      return .bytes(Array(try readByteString(at: position)))
    case .string:
      let content = try readByteString(at: position)
      guard let text = String(validating: content, as: UTF8.self) else { throw .invalidText }
      return .string(text)
    default:
      return try decodeWord(type, at: position)
    }
  }

  private mutating func decodeElements(
    _ element: ABIType, _ count: Int, base: Int, depth: Int
  ) throws(ABIError) -> [ABIValue] {
    let size = element.headSize
    guard size > 0, count >= 0 else { throw .malformedType(element.canonicalName) }
    guard count <= (data.count - base) / size else { throw .truncated }
    guard count <= budget else { throw .excessiveSharing }
    var values: [ABIValue] = []
    values.reserveCapacity(count)
    for index in 0..<count {
      let head = base + index * size
      values.append(try decodeHead(element, at: head, base: base, depth: depth).0)
    }
    return values
  }

  /// The same position, if a whole word stands there.
  private mutating func checkedWord(at position: Int) throws(ABIError) -> Int {
    guard position >= 0, data.count - position >= 32 else { throw .truncated }
    try spend(1)
    return position
  }

  private mutating func spend(_ words: Int) throws(ABIError) {
    guard words <= budget else { throw .excessiveSharing }
    budget -= words
  }

  /// Reads an offset or a length; one that no data can satisfy is `truncated`.
  private mutating func readCount(at position: Int) throws(ABIError) -> Int {
    let start = try checkedWord(at: position)
    let word = data.span.hash(at: start)
    guard word.first | word.second | word.third == 0, word.fourth >> 56 == 0 else {
      throw .truncated
    }
    return Int(word.fourth)
  }

  private mutating func readByteString(at position: Int) throws(ABIError) -> ArraySlice<UInt8> {
    let count = try readCount(at: position)
    let available = data.count - position - 32
    guard count <= available else { throw .truncated }
    let padded = (count + 31) / 32 * 32
    guard padded <= available else { throw .truncated }
    try spend(padded / 32)
    let start = data.startIndex + position + 32
    guard data[(start + count)..<(start + padded)].allSatisfy({ $0 == 0 }) else {
      throw .dirtyPadding(type: "bytes")
    }
    return data[start..<(start + count)]
  }

  private mutating func decodeWord(
    _ type: ABIType, at position: Int
  ) throws(ABIError) -> ABIValue {
    let start = try checkedWord(at: position)
    let number = data.span.hash(at: start).unsignedValue
    switch type {
    case .uint(let bits):
      guard number.significantBits <= bits else {
        throw .dirtyPadding(type: type.canonicalName)
      }
      return .uint(number)
    case .int(let bits):
      let signed = Int256(bitPattern: number)
      guard signed.fits(bits: bits) else { throw .dirtyPadding(type: type.canonicalName) }
      return .int(signed)
    case .bool:
      guard number <= .one else { throw .invalidBool }
      return .bool(number == .one)
    case .address:
      guard number.significantBits <= 160 else { throw .dirtyPadding(type: "address") }
      return .address(data.span.address(at: start + 12))
    case .fixedBytes(let count):
      return try decodeFixed(number, count, type, at: start)
    default:
      return try decodeFixed(number, 24, type, at: start)
    }
  }

  private func decodeFixed(
    _ number: UInt256, _ count: Int, _ type: ABIType, at start: Int
  ) throws(ABIError) -> ABIValue {
    guard (1...32).contains(count) else { throw .malformedType(type.canonicalName) }
    guard count == 32 || (number << (8 * count)).isZero else {
      throw .dirtyPadding(type: type.canonicalName)
    }
    let first = data.startIndex + start
    return .fixedBytes(Array(data[first..<(first + count)]))
  }
}
