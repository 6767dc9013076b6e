import TradingModel

extension Desk {
  /// Runs a strategy for so much time: asks it at the desk's present instant and then once per
  /// interval, and carries out what it answers, one instruction after the other.
  ///
  /// - Throws: what the strategy throws, or ``VenuesError``. A refused or rejected instruction is
  ///   an outcome, not an error.
  public func run(_ strategy: some Strategy, for span: TimeSpan) throws -> StrategyRun {
    var strategy = strategy
    guard strategy.interval > TimeSpan(nanoseconds: 0) else {
      throw VenuesError(
        .usage, code: "interval", message: "the strategy's interval is not positive",
        hint: "Let it be at least a second.")
    }
    let end = now.advanced(by: span)
    var run = StrategyRun(books: positions)
    var next = now
    while next <= end {
      try advance(to: next)
      for instruction in try strategy.decide(moment(run.decisions)) {
        run.outcomes.append(try execute(instruction))
      }
      run.decisions += 1
      // Time spent on an instruction is not made up for: decisions passed over are left out.
      repeat { next = next.advanced(by: strategy.interval) } while next < now
    }
    try advance(to: end)
    run.books = positions
    return run
  }

  private func moment(_ number: Int) -> StrategyMoment {
    StrategyMoment(
      time: now, number: number, books: positions, catalog: catalog,
      prices: catalog.instruments.map { price(of: $0.id) })
  }
}
