import FixedPoint
import TradingModel

/// Amounts by position, in dense slots numbered as first seen.
struct PositionBook: Sendable {
  private(set) var keys: [PositionKey] = []
  private(set) var amounts: [Int128] = []
  private var slots: [PositionKey: Int] = [:]

  init() {
    keys.reserveCapacity(64)
    amounts.reserveCapacity(64)
    slots.reserveCapacity(64)
  }

  /// The amount of a position; zero where there is none.
  func amount(of key: PositionKey) -> Quantity {
    slots[key].map { Quantity(Decimal18(mantissa: amounts[$0])) } ?? .zero
  }

  /// The keys of positions that are not zero, ascending.
  func keysHeld() -> [PositionKey] {
    keys.indices.filter { amounts[$0] != 0 }.map { keys[$0] }.sorted()
  }

  /// The slot of a position; nil before it was first booked.
  func slot(of key: PositionKey) -> Int? { slots[key] }

  /// Gives a position that has none its slot.
  mutating func insert(_ key: PositionKey) -> Int {
    slots[key] = keys.count
    keys.append(key)
    amounts.append(0)
    return keys.count - 1
  }

  /// Changes the amount of a position by its slot.
  @inline(__always)
  mutating func set(_ amount: Int128, at slot: Int) { amounts[slot] = amount }
}
