import FixedPoint
import TradingModel

/// One execution of one leg: a leg that is paced has a slot per slice.
struct PlanSlot: Hashable, Sendable {
  /// How the slot stands.
  enum Status: Hashable, Sendable {
    case waiting, working, done, failed, skipped
  }

  /// Index of the leg.
  let leg: Int
  /// Slots that must be done first; `partial` ones may also have failed with something done.
  var after: [(slot: Int, partial: Bool)]
  /// For a slice: the share of the leg's quantity this slot executes.
  let slice: Quantity?
  /// How it stands.
  var status: Status = .waiting

  static func == (left: PlanSlot, right: PlanSlot) -> Bool {
    left.leg == right.leg && left.slice == right.slice && left.status == right.status
      && left.after.map(\.slot) == right.after.map(\.slot)
      && left.after.map(\.partial) == right.after.map(\.partial)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(leg)
    hasher.combine(slice)
    hasher.combine(status)
    hasher.combine(after.map(\.slot))
  }
}
