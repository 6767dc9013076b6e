import FixedPoint
import TestSupport

extension SeededGenerator {
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
