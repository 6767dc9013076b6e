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

  @inline(__always)
  mutating func add(_ change: Int128, to slot: Int) -> Bool {
    guard let sum = Bounds.sum(amounts[slot], change) else { return false }
    amounts[slot] = sum
    return true
  }

  @inline(__always)
  mutating func remove(_ change: Int128, from slot: Int) { amounts[slot] -= change }
}
