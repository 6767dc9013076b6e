import FixedPoint
import TestSupport
import Testing
import TradingModel

@testable import Orders

/// Every state against every event, written out by hand from `reliability.md` 4.1. A cell is the
/// state that results, `=` a repeat that changes nothing, `x` a refusal.
@Suite struct LegalityTableTests {
  static let states = OrderState.allCases
  // planned denied intent sending unknown open partial amending canceling closing filled canceled
  // expired rejected neverSent superseded anomaly
  static let rows: [(OrderEvent, String)] = [
    (.intended, "intent x x x x x x x x x x x x x x x x"),
    (.denied(reason: ""), "denied x x x x x x x x x x x x x x x x"),
    (.sending, "x x sending x x x x x x x x x x x x x x"),
    (.accepted(venueOrderID: "v"), "x x x open open = = = = = = = = x x = x"),
    (
      .rejected(code: "", message: ""),
      "x x x rejected rejected x x x x rejected x x x = x x x"
    ),
    (
      .fill(fill(9, 1)),
      """
      anomaly anomaly anomaly partial partial partial = = = = anomaly = = anomaly anomaly = =
      """
    ),
    (
      .fill(fill(9, 5)),
      """
      anomaly anomaly anomaly partial partial partial = = = canceled anomaly = = anomaly anomaly = =
      """
    ),
    (
      .fill(fill(9, 10)),
      """
      anomaly anomaly anomaly filled filled filled anomaly filled filled filled anomaly = = \
      anomaly anomaly = =
      """
    ),
    (
      .fill(fill(9, 11)),
      """
      anomaly anomaly anomaly anomaly anomaly anomaly anomaly anomaly anomaly anomaly anomaly \
      anomaly anomaly anomaly anomaly anomaly =
      """
    ),
    (
      .completed(filled: Quantity(10)),
      "x x x closing closing closing closing closing closing = = x x x x x x"
    ),
    (.cancelRequested, "x x x = = canceling canceling = = = x x x x x x x"),
    (
      .cancelRejected(code: "", message: ""),
      "x x x = = = = = open = = = = x x = x"
    ),
    (
      .canceled(filled: .zero),
      "x x x canceled canceled canceled canceled canceled canceled = = = x x x x x"
    ),
    (
      .canceled(filled: Quantity(7)),
      "x x x closing closing closing closing closing closing = = x x x x x x"
    ),
    (
      .expired(filled: .zero),
      "x x x expired expired expired expired expired expired = = x = x x x x"
    ),
    (.triggered, "x x x open open = = = = = = = = x x = x"),
    (
      .amendRequested(quantity: Quantity(10), price: nil),
      "x x x x x amending amending x x x x x x x x x x"
    ),
    (
      .amended(quantity: Quantity(10), price: nil),
      "x x x x open = = open = = = = = x x = x"
    ),
    (
      .amendRejected(code: "", message: ""),
      "x x x = = = = open = = = = = x x = x"
    ),
    (.superseded, "x x x x x x x superseded x x x x x x x = x"),
    (.outcomeUnknown(reason: ""), "x x x unknown = = = = = = = = = = x = x"),
    (.provedAbsent(reason: ""), "x x neverSent x neverSent x x x x x x x x x = x x"),
    (.notSent(reason: ""), "x x neverSent neverSent x x x x x x x x x x = x x"),
    (.contradicted(reason: ""), "x x x x anomaly x x x x anomaly x x x x x x ="),
  ]

  @Test(arguments: rows.indices)
  func everyStateAnswersAsTheTableSays(row: Int) throws {
    let (event, text) = Self.rows[row]
    let cells = text.split(whereSeparator: \.isWhitespace).map(String.init)
    try #require(cells.count == 17)
    for (state, cell) in zip(Self.states, cells) {
      var tracker = OrderTracker()
      tracker.plan(order(), at: time(0))
      for step in path(to: state) {
        let step = tracker.apply(step, to: OrderID(1), at: time(1))
        #expect(step?.refusal == nil)
      }
      #expect(tracker[OrderID(1)]?.state == state)
      let applied = tracker.apply(event, to: OrderID(1), at: time(2))
      let result = try #require(applied)
      #expect(result.from == state)
      #expect(tracker[OrderID(1)]?.state == result.to)
      switch cell {
      case "x":
        #expect(result.refusal != nil, "\(state) \(event)")
        #expect(result.to == state)
      case "=":
        #expect(result.refusal == nil, "\(state) \(event)")
        #expect(result.to == state, "\(state) \(event)")
      default:
        #expect(result.refusal == nil, "\(state) \(event)")
        #expect(result.to.rawValue == cell, "\(state) \(event)")
      }
    }
  }

  /// The moves of `reliability.md` 4.1, and two that follow from it: what ended passes through
  /// `closing`, and a fill or overfill that cannot be is an anomaly.
  @Test func noMoveOutsideTheDocumentHappens() {
    let legal: [OrderState: Set<OrderState>] = [
      .planned: [.denied, .intent], .intent: [.sending, .neverSent],
      .sending: [.open, .partial, .closing, .filled, .rejected, .unknown, .neverSent],
      .unknown: [
        .open, .partial, .closing, .filled, .canceled, .expired, .rejected, .neverSent,
        .anomaly,
      ],
      .open: [.partial, .amending, .canceling, .closing, .filled, .expired, .canceled],
      .partial: [.open, .amending, .canceling, .closing, .filled, .expired, .canceled],
      .amending: [.open, .partial, .closing, .superseded, .filled, .canceled],
      .canceling: [.open, .partial, .closing, .canceled, .filled],
      .closing: [.filled, .canceled, .expired, .rejected, .anomaly],
      .rejected: [.anomaly], .neverSent: [.anomaly],
    ]
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<3000 {
      var tracker = OrderTracker()
      tracker.plan(order(), at: time(0))
      for step in 0..<12 {
        var event = Self.rows[Int.random(in: 0..<Self.rows.count, using: &generator)].0
        if case .fill = event {
          event = .fill(fill(UInt64(step), Int.random(in: 1...4, using: &generator)))
        }
        guard let result = tracker.apply(event, to: OrderID(1), at: time(1)), result.isMove else {
          continue
        }
        let direct = legal[result.from]?.contains(result.to) == true
        let viaClosing =
          legal[result.from]?.contains(.closing) == true
          && legal[.closing]?.contains(result.to) == true
        #expect(direct || viaClosing || result.to == .anomaly, "\(result)")
      }
    }
  }
}
