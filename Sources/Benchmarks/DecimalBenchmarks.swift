import CBenchmarkReference
import FixedPoint
import Foundation

/// Decimal arithmetic and text against Foundation's Decimal, on prices 10..70,000 and quantities
/// 0.00001..5.
enum DecimalBenchmarks {
  private static let count = 1024

  static func run() -> [Measurement] {
    var generator = SplitMix(seed: 1)
    var texts: [String] = []
    var pairs: [(Decimal18, Decimal18)] = []
    var theirs: [(Decimal, Decimal)] = []
    for _ in 0..<count {
      let price = "\(10 + generator.below(69_990)).\(10 + generator.below(90))"
      let quantity = "\(generator.below(5)).\(10_000 + generator.below(90_000))"
      guard let first = Decimal18(price), let second = Decimal18(quantity),
        let third = Decimal(string: price), let fourth = Decimal(string: quantity)
      else { continue }
      texts.append(price)
      pairs.append((first, second))
      theirs.append((third, fourth))
    }
    let bytes = texts.map { Array($0.utf8) }
    return [
      multiply(pairs, theirs), parse(texts, bytes), print(pairs, theirs),
    ]
  }

  private static func multiply(
    _ pairs: [(Decimal18, Decimal18)], _ theirs: [(Decimal, Decimal)]
  ) -> Measurement {
    Harness.pair(
      "decimal multiply", operations: count, goal: .speed(20), reference: "Foundation.Decimal",
      ours: {
        var sum: Int128 = 0
        for (price, quantity) in pairs {
          sum &+= price.multipliedIfFits(by: quantity, rounding: .halfEven)?.mantissa ?? 0
        }
        reference_consume(UInt64(truncatingIfNeeded: sum))
      },
      theirs: {
        var sum = 0
        for (price, quantity) in theirs { sum &+= (price * quantity).hashValue & 1 }
        reference_consume(UInt64(truncatingIfNeeded: sum))
      })
  }

  private static func parse(_ texts: [String], _ bytes: [[UInt8]]) -> Measurement {
    Harness.pair(
      "decimal parse", operations: count, goal: .speed(40), reference: "Foundation.Decimal",
      ours: {
        var sum: Int128 = 0
        for text in bytes { sum &+= Decimal18(parsing: text.span)?.mantissa ?? 0 }
        reference_consume(UInt64(truncatingIfNeeded: sum))
      },
      theirs: {
        var found = 0
        for text in texts { found += Decimal(string: text) == nil ? 0 : 1 }
        reference_consume(UInt64(found))
      })
  }

  private static func print(
    _ pairs: [(Decimal18, Decimal18)], _ theirs: [(Decimal, Decimal)]
  ) -> Measurement {
    var buffer: [UInt8] = []
    buffer.reserveCapacity(64 * count)
    return Harness.pair(
      "decimal print", operations: count, goal: .speed(40), reference: "Foundation.Decimal",
      ours: {
        buffer.removeAll(keepingCapacity: true)
        for (price, _) in pairs { price.write(into: &buffer) }
        reference_consume(UInt64(buffer.count))
      },
      theirs: {
        var length = 0
        for (price, _) in theirs { length += price.description.utf8.count }
        reference_consume(UInt64(length))
      })
  }
}
