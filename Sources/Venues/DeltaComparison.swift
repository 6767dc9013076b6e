import FixedPoint
import TradingModel

/// What a caller of the older `Order` dialect expected of one position, beside what came of it.
public struct DeltaComparison: Hashable, Sendable {
  /// Printed position key.
  public let key: String
  /// The change the caller named; nil where a position changed that it did not name.
  public let expected: Quantity?
  /// The change of the books; nil for a key the catalog does not know.
  public let actual: Quantity?

  /// By how much a change may differ and still be as expected: one per cent of it, for callers
  /// leave fees, gas and slippage out.
  public static let tolerance = Rate(Decimal18(mantissa: 10_000_000_000_000_000))

  /// Whether the caller named the change and it came within ``tolerance``.
  public var isMet: Bool {
    guard let expected, let actual, let difference = actual.subtracting(expected),
      let allowed = expected.magnitude.timesIfFits(Self.tolerance, rounding: .down)
    else { return false }
    return difference.magnitude <= allowed
  }
}

extension Outcome {
  /// Expected and actual position changes, the expected ones first; empty when the instruction
  /// expected none. A difference does not fail what has already been executed: it is reported.
  func deltas(_ catalog: Catalog) -> [DeltaComparison] {
    guard !expectedDeltas.isEmpty else { return [] }
    var comparisons: [DeltaComparison] = []
    var named: [PositionKey] = []
    for expectation in expectedDeltas {
      let key = catalog.positionKey(named: expectation.key)
      if let key { named.append(key) }
      comparisons.append(
        DeltaComparison(
          key: expectation.key, expected: expectation.amount, actual: key.map(change)))
    }
    let keys = (before.positions + after.positions).map(\.key)
    for key in keys.sorted() where !named.contains(key) {
      named.append(key)
      let actual = change(of: key)
      if actual.isZero { continue }
      comparisons.append(
        DeltaComparison(key: catalog.name(of: key), expected: nil, actual: actual))
    }
    return comparisons
  }

  private func change(of key: PositionKey) -> Quantity {
    let later = after.positions.first { $0.key == key }?.amount ?? .zero
    let earlier = before.positions.first { $0.key == key }?.amount ?? .zero
    return later - earlier
  }
}
