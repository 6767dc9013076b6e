import TradingModel

/// Numbers the calls of a chain action: the action's own number and a place below it, so that each
/// call of each step is found again after a restart.
struct CallNumbers: Hashable, Sendable {
  /// Calls an action may have.
  static let places: UInt64 = 1_024

  private let action: UInt64
  private var used: UInt64

  /// The calls of one step: 32 places each.
  init(action: ActionID, step: Int) {
    self.action = action.raw
    used = UInt64(clamping: step) &* 32
  }

  /// The next call's number.
  mutating func next() -> ActionID { reserve(1)[0] }

  /// Several numbers in a row.
  mutating func reserve(_ count: Int) -> [ActionID] {
    (0..<count).map { _ in
      defer { used += 1 }
      return ActionID(action &* Self.places &+ used)
    }
  }
}
