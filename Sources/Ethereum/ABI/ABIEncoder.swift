import FixedPoint

/// Appends ABI encodings to a growing buffer.
struct ABIEncoder {
  private(set) var bytes: [UInt8] = []

  /// Appends heads and tails of a tuple's components or an array's elements.
  mutating func appendSequence(
    _ types: [ABIType], _ values: [ABIValue], depth: Int
  ) throws(ABIError) {
    guard types.count == values.count else {
      throw .wrongCount(expected: types.count, found: values.count)
    }
    let base = bytes.count
    var dynamic: [(index: Int, position: Int)] = []
    for (index, type) in types.enumerated() {
      if type.isDynamic {
        dynamic.append((index, bytes.count))
        bytes.appendZeros(32)
      } else {
        try append(type, values[index], depth: depth)
      }
    }
    for (index, position) in dynamic {
      patch(bytes.count - base, at: position)
      try append(types[index], values[index], depth: depth)
    }
  }

  private mutating func patch(_ offset: Int, at position: Int) {
    for index in 0..<8 {
      bytes[position + 31 - index] = UInt8(truncatingIfNeeded: offset >> (8 * index))
    }
  }

  /// Appends a value in place, without the offset of a dynamic one.
  private mutating func append(
    _ type: ABIType, _ value: ABIValue, depth: Int
  ) throws(ABIError) {
    guard depth < ABIType.maximumDepth else { throw .tooDeep }
    switch (type, value) {
    case (.array(let element), .array(let values)):
      bytes.appendBigEndian(UInt256(UInt64(values.count)))
      try appendElements(element, values, depth: depth)
    case (.fixedArray(let element, let count), .array(let values)):
      guard values.count == count else {
        throw .wrongCount(expected: count, found: values.count)
      }
      try appendElements(element, values, depth: depth)
    case (.tuple(let components), .tuple(let values)):
      try appendSequence(components.map(\.type), values, depth: depth + 1)
    case (.bytes, .bytes(let content)):
      appendByteString(content)
    case (.string, .string(let text)):
      appendByteString(Array(text.utf8))
    default:
      try appendWord(type, value)
    }
  }

  private mutating func appendElements(
    _ element: ABIType, _ values: [ABIValue], depth: Int
  ) throws(ABIError) {
    try appendSequence(Array(repeating: element, count: values.count), values, depth: depth + 1)
  }

  private mutating func appendByteString(_ content: [UInt8]) {
    bytes.appendBigEndian(UInt256(UInt64(content.count)))
    bytes.append(contentsOf: content)
    bytes.appendZeros((32 - content.count % 32) % 32)
  }

  /// Appends the one word of an elementary static value.
  mutating func appendWord(_ type: ABIType, _ value: ABIValue) throws(ABIError) {
    switch (type, value) {
    case (.uint(let bits), .uint(let number)):
      guard number.significantBits <= bits else { throw .outOfRange(type: type.canonicalName) }
      bytes.appendBigEndian(number)
    case (.int(let bits), .int(let number)):
      guard number.fits(bits: bits) else { throw .outOfRange(type: type.canonicalName) }
      bytes.appendBigEndian(number.bitPattern)
    case (.bool, .bool(let truth)):
      bytes.appendZeros(31)
      bytes.append(truth ? 1 : 0)
    case (.address, .address(let address)):
      bytes.appendZeros(12)
      address.append(to: &bytes)
    case (.fixedBytes(let count), .fixedBytes(let content)):
      try appendFixed(content, count, type)
    case (.function, .fixedBytes(let content)):
      try appendFixed(content, 24, type)
    default:
      throw .wrongKind(expected: type.canonicalName)
    }
  }

  private mutating func appendFixed(
    _ content: [UInt8], _ count: Int, _ type: ABIType
  ) throws(ABIError) {
    guard content.count == count, count <= 32 else {
      throw .outOfRange(type: type.canonicalName)
    }
    bytes.append(contentsOf: content)
    bytes.appendZeros(32 - count)
  }
}

extension ABIEncoder {
  /// Appends a value as `abi.encodePacked` does.
  mutating func appendPacked(
    _ type: ABIType, _ value: ABIValue, inArray: Bool, depth: Int
  ) throws(ABIError) {
    guard depth < ABIType.maximumDepth else { throw .tooDeep }
    switch (type, value) {
    case (.array(let element), .array(let values)):
      for value in values {
        try appendPacked(element, value, inArray: true, depth: depth + 1)
      }
    case (.fixedArray(let element, let count), .array(let values)):
      guard values.count == count else {
        throw .wrongCount(expected: count, found: values.count)
      }
      for value in values {
        try appendPacked(element, value, inArray: true, depth: depth + 1)
      }
    case (.bytes, .bytes(let content)) where !inArray:
      bytes.append(contentsOf: content)
    case (.string, .string(let text)) where !inArray:
      bytes.append(contentsOf: Array(text.utf8))
    case (.tuple, _), (.bytes, _), (.string, _):
      throw .wrongKind(expected: type.canonicalName)
    default:
      var word = ABIEncoder()
      try word.appendWord(type, value)
      bytes.append(contentsOf: inArray ? word.bytes[...] : Self.significant(type, word.bytes))
    }
  }

  /// The bytes of a word that its type uses.
  private static func significant(_ type: ABIType, _ word: [UInt8]) -> ArraySlice<UInt8> {
    switch type {
    case .uint(let bits), .int(let bits): word.suffix(bits / 8)
    case .bool: word.suffix(1)
    case .address: word.suffix(20)
    case .fixedBytes(let count): word.prefix(count)
    case .function: word.prefix(24)
    default: word[...]
    }
  }
}
