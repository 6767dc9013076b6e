import TradingModel

/// Numbers the calls of a chain action: the action's own number and a place below it, so that each
/// call of each step is found again after a restart.
struct CallNumbers: Hashable, Sendable {
  /// Calls an action may have.
  static let places: UInt64 = 1_024

  private let action: UInt64
  private let first: UInt64
  private var used: UInt64

  /// The calls of one step: 32 places each.
  init(action: ActionID, step: Int) {
    self.action = action.raw
    first = UInt64(clamping: step) &* 32
    used = first
  }

  /// The next call's number.
  mutating func next() -> ActionID { reserve(1)[0] }

  /// The number of the call that ends the step: where it is known, the step was planned to its end.
  var last: ActionID { ActionID(action &* Self.places &+ first &+ 31) }

  /// Every number of the step, in order.
  var all: [ActionID] { (0..<32).map { ActionID(action &* Self.places &+ first &+ $0) } }

  /// Several numbers in a row.
  mutating func reserve(_ count: Int) -> [ActionID] {
    (0..<count).map { _ in
      defer { used += 1 }
      return ActionID(action &* Self.places &+ used)
    }
  }
}
