/// A function whose arguments are all single words, tuples of them included: its calldata is the
/// selector and the words one after another, written at once. What `ABIFunction.encodeCall` says of
/// the same values, without a tree of them.
public struct ABIStaticCall: Sendable {
  private struct Slot: Sendable {
    let kind: ABIWord.Kind
    let bits: Int
    let name: String
  }

  private let selector: UInt32
  private let slots: [Slot]

  /// The form of a function.
  /// - Throws: `ABIError.wrongKind` when an argument is of another kind than a word has.
  public init(_ function: ABIFunction) throws(ABIError) {
    var slots: [Slot] = []
    for input in function.inputs { try Self.append(input.type, to: &slots) }
    self.slots = slots
    selector = function.selector.value
  }

  private static func append(_ type: ABIType, to slots: inout [Slot]) throws(ABIError) {
    let name = type.canonicalName
    switch type {
    case .uint(let bits): slots.append(Slot(kind: .number, bits: bits, name: name))
    case .address: slots.append(Slot(kind: .address, bits: 160, name: name))
    case .bool: slots.append(Slot(kind: .bool, bits: 1, name: name))
    case .fixedBytes(32): slots.append(Slot(kind: .bytes, bits: 256, name: name))
    case .tuple(let components):
      for component in components { try append(component.type, to: &slots) }
    default: throw .wrongKind(expected: name)
    }
  }

  /// The calldata of a call with these words, the components of a tuple in its place.
  /// - Throws: `ABIError` when a word is of another kind than its argument, or too large.
  @inlinable
  public func encode<let count: Int>(
    _ words: InlineArray<count, ABIWord>
  ) throws(ABIError) -> [UInt8] {
    try encode(words.span)
  }

  /// The same for any number of words.
  /// - Throws: `ABIError`, as well when there are more or fewer words than arguments.
  public func encode(_ words: Span<ABIWord>) throws(ABIError) -> [UInt8] {
    guard slots.count == words.count else {
      throw .wrongCount(expected: slots.count, found: words.count)
    }
    for index in slots.indices {
      let word = words[index]
      guard word.kind == slots[index].kind else { throw .wrongKind(expected: slots[index].name) }
      guard word.fits(bits: slots[index].bits) else { throw .outOfRange(type: slots[index].name) }
    }
    // Stored as whole words, within the bytes just asked for: appended byte by byte, a call of four
    // words takes six times as long.
    return [UInt8](unsafeUninitializedCapacity: 4 &+ 32 &* words.count) { buffer, used in
      let memory = UnsafeMutableRawBufferPointer(buffer)
      memory.storeBytes(of: selector.bigEndian, as: UInt32.self)
      var place = 4
      for index in words.indices {
        memory.storeBytes(of: words[index].high.bigEndian, toByteOffset: place, as: UInt128.self)
        memory.storeBytes(
          of: words[index].low.bigEndian, toByteOffset: place &+ 16, as: UInt128.self)
        place &+= 32
      }
      used = place
    }
  }
}
