import CBenchmarkReference

/// Measures by thread CPU time: the reference and ours in turn, so that both see the same minute.
enum Harness {
  /// Nanoseconds of this thread's CPU that `work` took.
  @inline(never)
  static func time(_ work: () -> Void) -> Double {
    let start = reference_thread_time()
    work()
    return Double(reference_thread_time() - start)
  }

  /// Ours against its reference, reference first in every round.
  static func pair(
    _ name: String, operations: Int, goal: Measurement.Goal, reference: String,
    rounds: Int = 15, ours: () -> Void, theirs: () -> Void
  ) -> Measurement {
    // Both are repeated until a batch is long enough for the clock.
    theirs()
    ours()
    let repeatsOfOurs = repeats(for: ours)
    let repeatsOfTheirs = repeats(for: theirs)
    var ourTimes: [Double] = []
    var theirTimes: [Double] = []
    for _ in 0..<rounds {
      let theirTime = time { for _ in 0..<repeatsOfTheirs { theirs() } }
      let ourTime = time { for _ in 0..<repeatsOfOurs { ours() } }
      theirTimes.append(theirTime / Double(operations * repeatsOfTheirs))
      ourTimes.append(ourTime / Double(operations * repeatsOfOurs))
    }
    return Measurement(
      name: name, ours: .init(ourTimes), reference: .init(theirTimes), referenceName: reference,
      goal: goal)
  }

  private static func repeats(for work: () -> Void) -> Int {
    let once = time(work)
    return max(1, Int(8_000_000 / max(once, 1)))
  }
}
