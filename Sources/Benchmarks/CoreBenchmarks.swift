import CBenchmarkReference
import ExecutionCore
import FixedPoint
import Portfolio
import TradingModel

/// The core step on the event mix, with postings, exposure and attribution, against a C loop that
/// does the same on `__int128`. Both end in the same books or the note says so.
enum CoreBenchmarks {
  private static let count = 1_000_000
  private static let batchSize = 4096
  private static let rounds = 5

  static func run() -> [Measurement] {
    let (events, orders) = CoreEvents.make(count: count)
    var ours: [Double] = []
    var theirs: [Double] = []
    var allocations: UInt64 = 0
    var note = ""
    for _ in 0..<rounds {
      guard let reference = reference_core_make(Int32(CoreEvents.pairs), orders) else { break }
      var desk = CoreDesk(orders: orders)
      var batch: [Stamped] = []
      batch.reserveCapacity(batchSize)
      var ourTime = 0.0
      var theirTime = 0.0
      allocations = 0
      for start in stride(from: 0, to: events.count, by: batchSize) {
        let slice = events[start..<min(start + batchSize, events.count)]
        theirTime += Harness.time {
          slice.withUnsafeBufferPointer {
            reference_core_run(reference, $0.baseAddress, $0.count)
          }
        }
        desk.inputs(of: slice, into: &batch)
        let before = reference_allocations()
        ourTime += Harness.time { desk.run(batch) }
        // The first half warms up: tables reach their size.
        if start >= events.count / 2 { allocations += reference_allocations() - before }
      }
      ours.append(ourTime / Double(events.count))
      theirs.append(theirTime / Double(events.count))
      note = compare(desk, reference)
      reference_core_free(reference)
    }
    var step = Measurement(
      name: "core step, event mix", ours: .init(ours), reference: .init(theirs),
      referenceName: "C __int128 loop", goal: .speed(0.5))
    step.note = note
    var heap = Measurement(
      name: "core step, allocations", unit: "blocks", ours: .init([Double(allocations)]),
      goal: .most(0))
    heap.note = "in the second \(events.count / 2) events"
    return [step, heap]
  }

  /// Whether both books agree: attribution, positions, exposure, orders sent.
  private static func compare(_ desk: CoreDesk, _ reference: OpaquePointer) -> String {
    let update = desk.core.positionUpdate()
    for bucket in PnLBucket.allCases {
      var limbs = [UInt64](repeating: 0, count: 4)
      reference_core_account(reference, Int32(bucket.rawValue), &limbs)
      let theirs = ExactMoney(
        high: Int128(truncatingIfNeeded: UInt128(limbs[3]) << 64 | UInt128(limbs[2])),
        low: UInt128(limbs[1]) << 64 | UInt128(limbs[0]))
      if theirs != update.pnl[bucket] {
        return "BOOKS DIFFER in \(bucket.name): \(update.pnl[bucket]) against \(theirs)"
      }
    }
    guard update.pnl.residual.isZero else { return "RESIDUAL \(update.pnl.residual)" }
    for pair in 0..<CoreEvents.pairs {
      if update.exposure.netDelta(of: AssetID(pair)).value.mantissa != net(reference, pair) {
        return "EXPOSURE DIFFERS of asset \(pair)"
      }
      for instrument in [pair, pair + CoreEvents.pairs] {
        let key =
          instrument == pair
          ? PositionKey(venue: CoreDesk.venue, asset: AssetID(pair))
          : PositionKey(perp: InstrumentID(instrument), venue: CoreDesk.venue)
        if desk.core.portfolio.amount(of: key).value.mantissa != position(reference, instrument) {
          return "POSITION DIFFERS of instrument \(instrument)"
        }
      }
    }
    let sent = reference_core_submitted(reference)
    guard sent == UInt64(desk.ordersSubmitted) else {
      return "ORDERS DIFFER: \(desk.ordersSubmitted) against \(sent)"
    }
    return "equal books, \(sent) orders"
  }

  private static func net(_ reference: OpaquePointer, _ asset: Int) -> Int128 {
    var limbs: [UInt64] = [0, 0]
    reference_core_net(reference, Int32(asset), &limbs)
    return Int128(truncatingIfNeeded: UInt128(limbs[1]) << 64 | UInt128(limbs[0]))
  }

  private static func position(_ reference: OpaquePointer, _ instrument: Int) -> Int128 {
    var limbs: [UInt64] = [0, 0]
    reference_core_position(reference, Int32(instrument), &limbs)
    return Int128(truncatingIfNeeded: UInt128(limbs[1]) << 64 | UInt128(limbs[0]))
  }
}
