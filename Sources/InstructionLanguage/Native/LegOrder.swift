import TradingModel

/// Which legs are done before which, from `after` and, except in a parallel plan, the order
/// written.
struct LegOrder {
  private var ancestors: [[Bool]] = []
  /// A leg that waits for itself, directly or through others.
  private(set) var cycle: Int?

  /// Follows the dependencies.
  init(_ legs: [LegOutline], mode: PlanMode) {
    let direct = legs.map { leg in
      leg.after.compactMap { named in legs.firstIndex { $0.key == named.key } }
    }
    for start in legs.indices {
      var seen = Array(repeating: false, count: legs.count)
      var waiting = direct[start]
      while let next = waiting.popLast() {
        if seen[next] { continue }
        seen[next] = true
        waiting.append(contentsOf: direct[next])
      }
      if seen[start], cycle == nil { cycle = start }
      ancestors.append(seen)
    }
    guard mode != .parallel, cycle == nil else { return }
    for later in legs.indices {
      for sooner in 0..<later where !ancestors[sooner][later] { ancestors[later][sooner] = true }
    }
  }

  /// Legs that are done before a leg begins, in the order written.
  func earlier(than leg: Int) -> [Int] { ancestors[leg].indices.filter { ancestors[leg][$0] } }
}
