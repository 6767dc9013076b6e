/// Keccak-256 as Ethereum uses it: rate 136 bytes, domain byte 0x01 (not SHA-3's 0x06).
/// A streaming value without heap storage; feed it with `update`, then ask for `finalize`.
public struct Keccak256: Sendable {
  /// The number of bytes one permutation absorbs.
  public static let rate = 136

  private var state = KeccakState()
  private var position = 0

  /// A hash of nothing so far.
  public init() {}

  /// Adds `bytes` to the message.
  public mutating func update(_ bytes: Span<UInt8>) {
    let raw = unsafe bytes.bytes
    var offset = 0
    if position > 0 {
      offset = min(bytes.count, Self.rate &- position)
      absorbPart(raw, from: 0, to: offset)
      guard position == Self.rate else { return }
      state.permute()
      position = 0
    }
    while bytes.count &- offset >= Self.rate {
      state.absorbBlock(raw, at: offset)
      offset &+= Self.rate
    }
    absorbPart(raw, from: offset, to: bytes.count)
  }

  /// Adds bytes that do not go beyond the current block, whole words where they are aligned.
  @inline(__always)
  private mutating func absorbPart(_ bytes: RawSpan, from start: Int, to end: Int) {
    var offset = start
    while offset < end {
      if position & 7 == 0 && end &- offset >= 8 {
        let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
        state.add(UInt64(littleEndian: word), toLane: position &>> 3)
        position &+= 8
        offset &+= 8
      } else {
        state.add(unsafe bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self), at: position)
        position &+= 1
        offset &+= 1
      }
    }
  }

  /// Adds `bytes` to the message.
  public mutating func update(_ bytes: [UInt8]) {
    update(bytes.span)
  }

  /// The hash of everything added so far. The value itself may go on being updated.
  public func finalize() -> Hash32 {
    var copy = self
    return copy.finish()
  }

  /// Pads and permutes in place; nothing may be added afterwards.
  @inline(__always)
  private mutating func finish() -> Hash32 {
    state.add(0x01, at: position)
    state.add(0x80, at: Self.rate &- 1)
    state.permute()
    return Hash32(
      state.ba.byteSwapped, (~state.be).byteSwapped, (~state.bi).byteSwapped, state.bo.byteSwapped)
  }

  /// The hash of `bytes`.
  public static func hash(_ bytes: Span<UInt8>) -> Hash32 {
    var hasher = Keccak256()
    hasher.update(bytes)
    return hasher.finish()
  }

  /// The hash of `bytes`.
  public static func hash(_ bytes: [UInt8]) -> Hash32 {
    hash(bytes.span)
  }

  /// The hash of the UTF-8 bytes of `text`.
  public static func hash(utf8 text: some StringProtocol) -> Hash32 {
    hash(Array(text.utf8))
  }
}
