import TradingModel

extension Desk {
  /// Runs a strategy for so much time: asks it at the desk's present instant and then once per
  /// interval, and carries out what it answers, one instruction after the other.
  ///
  /// - Throws: what the strategy throws, or ``VenuesError``. A refused or rejected instruction is
  ///   an outcome, not an error.
  public func run(_ strategy: some Strategy, for span: TimeSpan) async throws -> StrategyRun {
    var strategy = strategy
    guard strategy.interval > TimeSpan(nanoseconds: 0) else {
      throw VenuesError(
        .usage, code: "interval", message: "the strategy's interval is not positive",
        hint: "Let it be at least a second.")
    }
    let end = await now.advanced(by: span)
    var run = StrategyRun(books: await positions)
    var next = await now
    while next <= end {
      try await advance(to: next)
      for instruction in try strategy.decide(await moment(run.decisions)) {
        run.outcomes.append(try await execute(instruction))
      }
      run.decisions += 1
      // Time spent on an instruction is not made up for: decisions passed over are left out.
      let present = await now
      repeat { next = next.advanced(by: strategy.interval) } while next < present
    }
    try await advance(to: end)
    run.books = await positions
    return run
  }

  private func moment(_ number: Int) async -> StrategyMoment {
    var prices: [Price?] = []
    for instrument in catalog.instruments { prices.append(await price(of: instrument.id)) }
    return StrategyMoment(
      time: await now, number: number, books: await positions, catalog: catalog, prices: prices)
  }
}
