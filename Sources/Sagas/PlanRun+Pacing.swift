import FixedPoint
import TradingModel

extension PlanRun {
  /// The slots of all legs. With pacing, the trade that names an exact quantity of the paced
  /// asset and the trades that take from it run in rounds of one slice each.
  static func slots(of legs: [Leg], pacing: Pacing?) throws(PlanError) -> [PlanSlot] {
    var rounds: [Int: [Quantity?]] = [:]
    if let pacing { rounds = try pacedLegs(of: legs, pacing: pacing) }
    let count = rounds.values.map(\.count).max() ?? 1
    var slots: [PlanSlot] = []
    var slotsOfLeg: [[Int]] = Array(repeating: [], count: legs.count)
    for round in 0..<count {
      for (index, leg) in legs.enumerated() where rounds[index] != nil {
        let slice = rounds[index]?[round] ?? nil
        slotsOfLeg[index].append(slots.count)
        slots.append(PlanSlot(leg: index, after: [], slice: slice))
        _ = leg
      }
    }
    for index in legs.indices where rounds[index] == nil {
      slotsOfLeg[index].append(slots.count)
      slots.append(PlanSlot(leg: index, after: [], slice: nil))
    }
    link(legs, slotsOfLeg, paced: Set(rounds.keys), &slots)
    return slots
  }

  private static func link(
    _ legs: [Leg], _ slotsOfLeg: [[Int]], paced: Set<Int>, _ slots: inout [PlanSlot]
  ) {
    for (index, leg) in legs.enumerated() {
      for (round, slot) in slotsOfLeg[index].enumerated() {
        for dependency in leg.after {
          guard let source = legs.firstIndex(where: { $0.key == dependency.key }) else { continue }
          let sameRound = paced.contains(index) && paced.contains(source)
          let awaited = sameRound ? [slotsOfLeg[source][round]] : slotsOfLeg[source]
          slots[slot].after += awaited.map { (slot: $0, partial: dependency.partial) }
        }
        if round > 0 {
          // A round begins when every paced leg has finished the round before.
          for other in paced.sorted() {
            slots[slot].after.append((slot: slotsOfLeg[other][round - 1], partial: false))
          }
        }
      }
    }
  }

  /// For each paced leg, its slices: exact ones for the root, none for those that follow it.
  private static func pacedLegs(
    of legs: [Leg], pacing: Pacing
  ) throws(PlanError) -> [Int: [Quantity?]] {
    let slice = pacing.slice.amount
    guard slice.isPositive else { throw PlanError("pacing", "the slice must be positive") }
    if let limit = pacing.maximumUnhedged, limit.asset == pacing.slice.asset, slice > limit.amount {
      throw PlanError("pacing", "a slice of \(slice) exceeds maxUnhedged \(limit.amount)")
    }
    guard let root = legs.firstIndex(where: { isRoot($0, asset: pacing.slice.asset) }),
      case .trade(let trade) = legs[root].action, case .exact(let total) = trade.quantity
    else {
      throw PlanError("pacing", "no trade leg has an exact quantity of \(pacing.slice.asset)")
    }
    var slices: [Quantity?] = []
    var rest = total
    while rest.isPositive {
      guard slices.count < 1000 else {
        throw PlanError("pacing", "more than 1000 slices; choose a larger slice")
      }
      let part = min(rest, slice)
      slices.append(part)
      rest = rest - part
    }
    guard !slices.isEmpty else { throw PlanError("pacing", "the paced quantity is not positive") }
    var paced: [Int: [Quantity?]] = [root: slices]
    for (index, leg) in legs.enumerated() where index != root {
      guard case .trade = leg.action, leg.action.referencedLegs == [legs[root].key] else {
        continue
      }
      paced[index] = Array(repeating: nil, count: slices.count)
    }
    return paced
  }

  private static func isRoot(_ leg: Leg, asset: String) -> Bool {
    guard case .trade(let trade) = leg.action, case .exact = trade.quantity else { return false }
    return trade.pair.split(separator: "/").first.map(String.init) == asset
  }
}
