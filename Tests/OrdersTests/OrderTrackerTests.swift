import FixedPoint
import TestSupport
import Testing
import TradingModel

@testable import Orders

@Suite struct OrderTrackerTests {
  @Test func handingOverIsIntentAndSendingInOne() {
    var stepwise = OrderTracker()
    var atOnce = OrderTracker()
    stepwise.plan(order(), at: time(0))
    stepwise.apply(.intended, to: OrderID(1), at: time(1))
    stepwise.apply(.sending, to: OrderID(1), at: time(1))
    atOnce.plan(order(), at: time(0))
    let wasPlanned = atOnce.handOver(OrderID(1), at: time(1))
    let isAgain = atOnce.handOver(OrderID(1), at: time(2))
    let isUnknown = atOnce.handOver(OrderID(9), at: time(2))
    #expect(wasPlanned && !isAgain && !isUnknown)
    #expect(atOnce[OrderID(1)] == stepwise[OrderID(1)])
    #expect(atOnce.digest == stepwise.digest)
    #expect(atOnce.working == stepwise.working)
    for side in [Side.buy, .sell] {
      #expect(
        atOnce.reserved(InstrumentID(3), side) == stepwise.reserved(InstrumentID(3), side))
    }
  }

  @Test func everyOrderOfTheSameFactsEndsTheSame() {
    var generator = SeededGenerator(seed: 5)
    let facts: [[OrderEvent]] = [
      [
        .accepted(venueOrderID: "v"), .fill(fill(1, 3)), .fill(fill(2, 3)), .fill(fill(3, 4)),
        .completed(filled: Quantity(10)),
      ],
      [
        .accepted(venueOrderID: "v"), .fill(fill(1, 3)), .fill(fill(2, 3)),
        .canceled(filled: Quantity(6)), .outcomeUnknown(reason: "timeout"),
      ],
      [.accepted(venueOrderID: "v"), .fill(fill(7, 3)), .expired(filled: Quantity(3))],
    ]
    let endings: [OrderState] = [.filled, .canceled, .expired]
    for _ in 0..<600 {
      for (set, ending) in zip(facts, endings) {
        var tracker = OrderTracker()
        tracker.plan(order(), at: time(0))
        tracker.apply(.intended, to: OrderID(1), at: time(0))
        tracker.apply(.sending, to: OrderID(1), at: time(0))
        for event in (set + set).shuffled(using: &generator) {
          tracker.apply(event, to: OrderID(1), at: time(1))
        }
        let result = tracker[OrderID(1)]
        #expect(result?.state == ending)
        #expect(result?.hasLateFill == false)
        #expect(result?.quoteFilled == result.map { Price(2000).times($0.filled, rounding: .down) })
        #expect(tracker.working.isEmpty)
        #expect(tracker.reserved(InstrumentID(3), .buy).isZero)
        #expect(tracker.refusals == 0)
      }
    }
  }

  @Test func closingWaitsForItsFillsAndCountsThem() {
    var tracker = OrderTracker()
    tracker.plan(order(), at: time(0))
    for event in path(to: .partial) { tracker.apply(event, to: OrderID(1), at: time(1)) }
    #expect(tracker.reserved(InstrumentID(3), .buy) == Quantity(6))
    tracker.apply(.canceled(filled: Quantity(7)), to: OrderID(1), at: time(2))
    #expect(tracker[OrderID(1)]?.state == .closing)
    #expect(tracker.reserved(InstrumentID(3), .buy) == Quantity(3))
    tracker.apply(.fill(fill(2, 3)), to: OrderID(1), at: time(3))
    #expect(tracker[OrderID(1)]?.state == .canceled)
    #expect(tracker.reserved(InstrumentID(3), .buy).isZero)
  }

  @Test func lateFillIsBookedAndFlagged() {
    var tracker = OrderTracker()
    tracker.plan(order(), at: time(0))
    for event in path(to: .canceled) { tracker.apply(event, to: OrderID(1), at: time(1)) }
    let result = tracker.apply(.fill(fill(9, 2, fee: 1)), to: OrderID(1), at: time(2))
    #expect(result?.isLateFill == true)
    #expect(tracker[OrderID(1)]?.filled == Quantity(2))
    #expect(tracker[OrderID(1)]?.hasLateFill == true)
    #expect(tracker[OrderID(1)]?.fee(in: AssetID(2)) == Quantity(1))
    let digest = tracker.digest
    let again = tracker.apply(.fill(fill(9, 2)), to: OrderID(1), at: time(3))
    #expect(tracker.digest == digest)
    #expect(tracker[OrderID(1)]?.updatedAt == time(2))
    #expect(again?.isDuplicateFill == true)
    #expect(tracker[OrderID(1)]?.filled == Quantity(2))
  }

  @Test func overfillIsAnAnomalyAndNotClamped() {
    var tracker = OrderTracker()
    tracker.plan(order(), at: time(0))
    for event in path(to: .partial) { tracker.apply(event, to: OrderID(1), at: time(1)) }
    let result = tracker.apply(.fill(fill(2, 8)), to: OrderID(1), at: time(2))
    #expect(result?.isOverfill == true)
    #expect(tracker[OrderID(1)]?.state == .anomaly)
    #expect(tracker[OrderID(1)]?.filled == Quantity(12))
    #expect(tracker[OrderID(1)]?.remaining == .zero)
  }

  @Test func amendRacingAFillIsNoOverfill() {
    var tracker = OrderTracker()
    tracker.plan(order(), at: time(0))
    for event in path(to: .open) { tracker.apply(event, to: OrderID(1), at: time(1)) }
    tracker.apply(
      .amendRequested(quantity: Quantity(20), price: nil), to: OrderID(1), at: time(2))
    #expect(tracker.reserved(InstrumentID(3), .buy) == Quantity(20))
    tracker.apply(.fill(fill(1, 12)), to: OrderID(1), at: time(3))
    #expect(tracker[OrderID(1)]?.state == .amending)
    tracker.apply(.amended(quantity: Quantity(20), price: Price(1999)), to: OrderID(1), at: time(4))
    #expect(tracker[OrderID(1)]?.state == .partial)
    #expect(tracker[OrderID(1)]?.order.price == Price(1999))
    #expect(tracker.reserved(InstrumentID(3), .buy) == Quantity(8))
  }

  @Test func provedAbsentStaysReservedForTenMinutes() {
    var tracker = OrderTracker()
    tracker.plan(order(), at: time(0))
    for event in path(to: .unknown) { tracker.apply(event, to: OrderID(1), at: time(1)) }
    tracker.apply(.provedAbsent(reason: ""), to: OrderID(1), at: time(30))
    #expect(tracker[OrderID(1)]?.state == .neverSent)
    #expect(tracker.working.isEmpty)
    #expect(tracker.reserved(InstrumentID(3), .buy) == Quantity(10))
    tracker.plan(order(2), at: time(629))
    #expect(tracker.reserved(InstrumentID(3), .buy) == Quantity(10))
    tracker.plan(order(3), at: time(630))
    #expect(tracker.reserved(InstrumentID(3), .buy) == .zero)
  }

  @Test func fillOfAnotherOrderIsRefused() {
    var tracker = OrderTracker()
    tracker.plan(order(), at: time(0))
    for event in path(to: .open) { tracker.apply(event, to: OrderID(1), at: time(1)) }
    let wrongSide = tracker.apply(.fill(fill(1, 1, side: .sell)), to: OrderID(1), at: time(2))
    #expect(wrongSide?.refusal == .fillDoesNotMatch)
    let unknown = tracker.apply(VenueEvent.fill(fill(1, 1, order: 2)), at: time(2))
    #expect(unknown == nil)
    #expect(tracker.refusals == 1)
    let isPlanned = tracker.plan(order(7), at: time(2))
    #expect(!isPlanned)
  }

  @Test func reservedIsTheSumOverWorkingOrders() {
    var generator = SeededGenerator(seed: 77)
    var tracker = OrderTracker()
    for id in 1...200 as ClosedRange<UInt64> {
      tracker.plan(order(id, side: id % 3 == 0 ? .sell : .buy), at: time(0))
    }
    for step in 0..<4000 {
      let id = UInt64.random(in: 1...200, using: &generator)
      let side: Side = id % 3 == 0 ? .sell : .buy
      var event = LegalityTableTests.rows.randomElement(using: &generator)?.0 ?? .intended
      if case .fill = event { event = .fill(fill(UInt64(step), 2, order: id, side: side)) }
      tracker.apply(event, to: OrderID(id), at: time(1))
    }
    #expect(tracker.working == tracker.working.sorted())
    let live = (1...200).compactMap { tracker[OrderID($0)] }
    #expect(live.filter(\.state.mayFill).map(\.order.id) == tracker.working)
    for side in Side.allCases {
      let sum = live.filter { $0.order.side == side }.reduce(Quantity.zero) { $0 + $1.exposed }
      #expect(tracker.reserved(InstrumentID(3), side) == sum)
    }
  }
}
