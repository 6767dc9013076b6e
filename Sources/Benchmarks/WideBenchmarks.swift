import CBenchmarkReference
import FixedPoint

/// 256-bit integers against clang's `_BitInt(256)` and GMP.
enum WideBenchmarks {
  private static let count = 1024

  static func run() -> [Measurement] {
    var results = [multiply()]
    for (left, right, divisor) in [(3, 3, 4), (2, 2, 2), (2, 1, 1), (4, 2, 3)] {
      results.append(multiplyDivide(left, right, divisor))
    }
    return results
  }

  private static func multiply() -> Measurement {
    var generator = SplitMix(seed: 2)
    let left = numbers(limbs: 4, &generator)
    let right = numbers(limbs: 4, &generator)
    let leftLimbs = left.flatMap(limbs)
    let rightLimbs = right.flatMap(limbs)
    var ours = left
    var theirs = leftLimbs
    let measurement = Harness.pair(
      "UInt256 multiply", operations: count, goal: .speed(0.9), reference: "C _BitInt(256)",
      ours: { multiply(left, right, into: &ours) },
      theirs: { reference_multiply256(leftLimbs, rightLimbs, &theirs, count) })
    return checked(measurement, ours.flatMap(limbs) == theirs)
  }

  private static func multiplyDivide(_ a: Int, _ b: Int, _ c: Int) -> Measurement {
    let name = "UInt256 mulDiv \(64 * a)x\(64 * b)/\(64 * c)"
    guard reference_has_gmp() != 0 else {
      return Measurement(name: name, ours: .init([]), note: "skipped: no libgmp.so.10")
    }
    var generator = SplitMix(seed: 3)
    let left = numbers(limbs: a, &generator)
    let right = numbers(limbs: b, &generator)
    let divisor = numbers(limbs: c, &generator)
    let leftLimbs = left.flatMap(limbs)
    let rightLimbs = right.flatMap(limbs)
    let divisorLimbs = divisor.flatMap(limbs)
    var ours = left
    var theirs = leftLimbs
    let measurement = Harness.pair(
      name, operations: count, goal: .speed(0.75), reference: "GMP mpn",
      ours: { multiplyDivide(left, right, divisor, into: &ours) },
      theirs: {
        reference_mul_div(
          leftLimbs, Int32(a), rightLimbs, Int32(b), divisorLimbs, Int32(c), &theirs, count)
      })
    return checked(measurement, ours.flatMap(limbs) == theirs)
  }

  @inline(never)
  private static func multiply(
    _ left: [UInt256], _ right: [UInt256], into products: inout [UInt256]
  ) {
    for index in left.indices { products[index] = left[index] &* right[index] }
  }

  @inline(never)
  private static func multiplyDivide(
    _ left: [UInt256], _ right: [UInt256], _ divisors: [UInt256],
    into quotients: inout [UInt256]
  ) {
    for index in left.indices {
      quotients[index] =
        UInt256.mulDiv(left[index], right[index], divisors[index], rounding: .down) ?? .zero
    }
  }

  private static func checked(_ measurement: Measurement, _ agrees: Bool) -> Measurement {
    var result = measurement
    result.note = agrees ? "equal results" : "RESULTS DIFFER"
    return result
  }

  /// Numbers of so many limbs whose top bit is set.
  private static func numbers(limbs: Int, _ generator: inout SplitMix) -> [UInt256] {
    (0..<count).map { _ in
      var parts = (0..<4).map { $0 < limbs ? generator.next() : 0 }
      parts[limbs - 1] |= 1 << 63
      return UInt256(
        low: UInt128(parts[1]) << 64 | UInt128(parts[0]),
        high: UInt128(parts[3]) << 64 | UInt128(parts[2]))
    }
  }

  private static func limbs(_ number: UInt256) -> [UInt64] {
    [
      UInt64(truncatingIfNeeded: number.low), UInt64(truncatingIfNeeded: number.low >> 64),
      UInt64(truncatingIfNeeded: number.high), UInt64(truncatingIfNeeded: number.high >> 64),
    ]
  }
}
