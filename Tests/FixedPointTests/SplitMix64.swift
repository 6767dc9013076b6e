import FixedPoint

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// A limb, often one of the values at which carries and estimates go wrong.
  mutating func limb() -> UInt64 {
    switch below(8) {
    case 0: return 0
    case 1: return .max
    case 2: return 1 << 63
    case 3: return .max - UInt64(below(3))
    case 4: return UInt64(below(3))
    default: return next()
    }
  }

  mutating func wide(bits: Int) -> UInt128 {
    let value = UInt128(limb()) << 64 | UInt128(limb())
    return bits == 0 ? 0 : value >> UInt128(128 - bits)
  }

  /// An integer whose highest limb is number `limbs`.
  mutating func integer(limbs: Int) -> UInt256 {
    var parts: [UInt64] = [0, 0, 0, 0]
    for index in 0..<limbs { parts[index] = limb() }
    if limbs > 0 && parts[limbs - 1] == 0 { parts[limbs - 1] = 1 }
    return UInt256(
      low: UInt128(parts[1]) << 64 | UInt128(parts[0]),
      high: UInt128(parts[3]) << 64 | UInt128(parts[2]))
  }

  mutating func integer() -> UInt256 { integer(limbs: below(5)) >> below(64) }

  mutating func decimal() -> Decimal18 {
    let magnitude = Int128(wide(bits: below(128)))
    return Decimal18(mantissa: next() & 1 == 0 ? magnitude : -magnitude)
  }

  mutating func rounding() -> Rounding { Rounding.allCases[below(Rounding.allCases.count)] }
}
