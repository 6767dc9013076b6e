/// Random numbers that are the same in every run: SplitMix64 (Steele, Lea and Flood, "Fast
/// splittable pseudorandom number generators", 2014).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator that gives the numbers of this seed.
  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number below a bound; zero where there is none.
  public mutating func below<Number: FixedWidthInteger>(_ bound: Number) -> Number {
    bound > 0 ? Number(truncatingIfNeeded: next() % UInt64(bound)) : 0
  }

  /// One of some values, of which there must be one.
  public mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}
