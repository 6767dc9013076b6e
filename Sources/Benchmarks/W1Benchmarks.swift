import CBenchmarkReference
import Foundation
import TradingModel

/// Workload W1: two moving averages on one-minute bars of a perpetual, market orders filled at the
/// next open, fees and funding. The whole core is on: orders, risk, ledger, event log. The profit
/// must equal the C loop's to the last unit.
enum W1Benchmarks {
  static func run() -> [Measurement] {
    let data = W1Data.load()
    let small = measure(data, bars: min(100_000, data.bars.count))
    let large = measure(data, bars: data.bars.count)
    return [small.run, large.run, perFill(small, large)]
  }

  private struct Result {
    var run: Measurement
    /// Nanoseconds a fill adds: the run with orders less the run without, over the fills.
    let fillCost: Double
  }

  private static func measure(_ data: W1Data, bars count: Int) -> Result {
    let bars = Array(data.bars.prefix(count))
    var ours: [Double] = []
    var without: [Double] = []
    var theirs: [Double] = []
    var note = ""
    var fills = 0
    for _ in 0..<(count > 500_000 ? 7 : 21) {
      var expected = reference_w1_result()
      theirs.append(
        Harness.time {
          expected = reference_w1(bars, bars.count, data.fundings, data.fundings.count, 1)
        } / Double(count))
      var desk = W1Desk(orders: bars.count / 16)
      ours.append(Harness.time { desk.run(bars, data.fundings, withOrders: true) } / Double(count))
      var idle = W1Desk(orders: 0)
      without.append(
        Harness.time { idle.run(bars, data.fundings, withOrders: false) } / Double(count))
      fills = desk.fills
      note = desk.compare(with: expected) + ", " + data.origin
    }
    let run = Measurement(
      name: "W1, \(count) bars", ours: .init(ours), reference: .init(theirs),
      referenceName: "C loop", goal: .time(6), note: note)
    let cost = (run.ours.least - Measurement.Spread(without).least) * Double(count)
    return Result(run: run, fillCost: cost / Double(max(fills, 1)))
  }

  private static func perFill(_ small: Result, _ large: Result) -> Measurement {
    Measurement(
      name: "W1, order and fill, 1M to 100k", ours: .init([large.fillCost]),
      reference: .init([small.fillCost]), referenceName: "the same at 100,000 bars",
      goal: .time(1.2), note: "flat cost per fill")
  }
}
