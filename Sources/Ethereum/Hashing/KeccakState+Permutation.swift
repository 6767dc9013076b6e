extension KeccakState {
  /// Keccak-f[1600]: twelve double rounds.
  mutating func permute() {
    var state = self
    for index in 0..<12 {
      let constants = KeccakRoundConstants.pairs[index]
      state = state.round(constants.0).round(constants.1)
    }
    self = state
  }

  /// Adds the 136 bytes of `bytes` from `offset` on to the first 17 lanes, then permutes.
  /// The caller guarantees that they are there.
  @inline(__always)
  mutating func absorbBlock(_ block: RawSpan, at offset: Int) {
    ba ^= load(block, offset, 0)
    be ^= load(block, offset, 1)
    bi ^= load(block, offset, 2)
    bo ^= load(block, offset, 3)
    bu ^= load(block, offset, 4)
    ga ^= load(block, offset, 5)
    ge ^= load(block, offset, 6)
    gi ^= load(block, offset, 7)
    go ^= load(block, offset, 8)
    gu ^= load(block, offset, 9)
    ka ^= load(block, offset, 10)
    ke ^= load(block, offset, 11)
    ki ^= load(block, offset, 12)
    ko ^= load(block, offset, 13)
    ku ^= load(block, offset, 14)
    ma ^= load(block, offset, 15)
    me ^= load(block, offset, 16)
    permute()
  }

  @inline(__always)
  private func load(_ bytes: RawSpan, _ offset: Int, _ lane: Int) -> UInt64 {
    UInt64(
      littleEndian: unsafe bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: offset &+ 8 &* lane, as: UInt64.self))
  }

  /// Adds a little-endian word to lane `index` (0..<17) of the rate part.
  @inline(__always)
  mutating func add(_ word: UInt64, toLane index: Int) {
    switch index {
    case 0: ba ^= word
    case 1: be ^= word
    case 2: bi ^= word
    case 3: bo ^= word
    case 4: bu ^= word
    case 5: ga ^= word
    case 6: ge ^= word
    case 7: gi ^= word
    case 8: go ^= word
    case 9: gu ^= word
    case 10: ka ^= word
    case 11: ke ^= word
    case 12: ki ^= word
    case 13: ko ^= word
    case 14: ku ^= word
    case 15: ma ^= word
    default: me ^= word
    }
  }

  /// Adds one byte at `position` (0..<136) of the rate part.
  @inline(__always)
  mutating func add(_ byte: UInt8, at position: Int) {
    let shift = UInt64(truncatingIfNeeded: 8 &* (position & 7))
    add(UInt64(byte) &<< shift, toLane: position &>> 3)
  }
}
