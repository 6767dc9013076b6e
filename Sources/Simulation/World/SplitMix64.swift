/// A small seeded generator, the same on every machine. Source: Steele, Lea, Flood, "Fast
/// splittable pseudorandom number generators", 2014.
public struct SplitMix64: Hashable, Sendable {
  private var state: UInt64

  /// A generator that starts from a seed.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to `limit`, both included; 0 for a negative limit.
  public mutating func next(upTo limit: Int64) -> Int64 {
    if limit <= 0 { return 0 }
    return Int64(truncatingIfNeeded: next() % (UInt64(limit) &+ 1))
  }
}
