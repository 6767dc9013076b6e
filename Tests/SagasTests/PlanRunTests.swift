import FixedPoint
import Testing
import TradingModel

@testable import Sagas

@Suite struct PlanRunTests {
  private func trade(
    _ side: Side, _ quantity: AmountExpression, pair: String = "ETH/USDT"
  ) -> Action {
    .trade(
      TradeAction(
        venue: "bybit", market: .spot, pair: pair, side: side, type: .market, quantity: quantity))
  }

  private func reference(_ leg: String, _ field: LegReference.Field) -> AmountExpression {
    .reference(LegReference(leg: leg, field: field))
  }

  private func run(_ plan: Plan) throws -> PlanRun {
    try PlanRun(Instruction(id: "t", action: .plan(plan)))
  }

  private func done(_ filled: Quantity, net: Quantity? = nil) -> LegReport {
    var part = LegReport(key: "")
    part.status = .done
    part.filled = filled
    part.net = net ?? filled
    part.quote = Money(filled.value)
    return part
  }

  private func started(_ directives: [PlanDirective]) -> [(Int, Quantity)] {
    directives.compactMap {
      guard case .start(let slot, .trade(let trade)) = $0,
        case .exact(let quantity) = trade.quantity
      else { return nil }
      return (slot, quantity)
    }
  }

  @Test func sequenceStartsOneLegAfterTheOther() throws {
    let plan = Plan(
      name: "", mode: .sequence,
      legs: [
        Leg(key: "a", action: trade(.buy, .exact(Quantity(10)))),
        Leg(key: "b", action: trade(.sell, reference("a", .net))),
      ])
    var run = try run(plan)
    #expect(started(run.begin()).map(\.0) == [0])
    let net = try #require(Quantity("9.99"))
    let second = started(run.slotEnded(0, adding: done(Quantity(10), net: net)))
    #expect(second.map(\.0) == [1] && second.map(\.1) == [net])
    #expect(run.slotEnded(1, adding: done(net)) == [.finish(.completed, reason: "")])
    #expect(run.status == .completed && run.isFinished)
  }

  @Test func anUndoGivesBackWhatIsThereAndItsFailureIsTold() throws {
    let plan = Plan(
      name: "", mode: .sequence,
      legs: [
        Leg(
          key: "long", action: trade(.buy, .exact(Quantity(10))),
          undo: .action(trade(.sell, reference("long", .filled)))),
        Leg(key: "short", action: trade(.sell, reference("long", .net))),
      ])
    var run = try run(plan)
    _ = run.begin()
    let net = try #require(Quantity("9.99"))
    _ = run.slotEnded(0, adding: done(Quantity(10), net: net))
    var refused = LegReport(key: "")
    refused.status = .rejected
    refused.reason = "no margin"
    let undo = run.slotEnded(1, adding: refused)
    #expect(undo == [.undo(leg: 0, trade(.sell, .exact(net)))])
    refused.reason = "market closed"
    _ = run.undoEnded(leg: 0, part: refused)
    #expect(run.status == .exposureOpen)
    #expect(
      run.reason == "leg 'short': no margin; leg 'long': compensation failed: market closed")
  }

  @Test func aPacedLegThatStopsIsPartial() throws {
    var plan = Plan(
      name: "", mode: .sequence,
      legs: [
        Leg(
          key: "long", action: trade(.buy, .exact(Quantity(10))),
          undo: .action(trade(.sell, reference("long", .filled)))),
        Leg(key: "short", action: trade(.sell, reference("long", .net))),
      ])
    plan.pacing = Pacing(slice: .init(amount: Quantity(4), asset: "ETH"), maximumUnhedged: nil)
    var run = try run(plan)
    _ = run.begin()
    _ = run.slotEnded(0, adding: done(Quantity(4)), unmet: "too dear")
    #expect(run.reports.map(\.status) == [.partial, .skipped])
    _ = run.undoEnded(leg: 0, part: done(Quantity(4)))
    #expect(run.status == .compensated && run.reports[0].status == .compensated)
  }

  @Test func pacingHedgesEachSliceAndCarriesTheDust() throws {
    var plan = Plan(
      name: "", mode: .sequence,
      legs: [
        Leg(key: "long", action: trade(.buy, .exact(Quantity(10)))),
        Leg(key: "short", action: trade(.sell, reference("long", .net))),
      ])
    plan.pacing = Pacing(
      slice: .init(amount: Quantity(4), asset: "ETH"),
      maximumUnhedged: .init(amount: Quantity(5), asset: "ETH"))
    var run = try run(plan)
    var directives = run.begin()
    var sizes: [String] = []
    while let (slot, quantity) = started(directives).first {
      sizes.append("\(run.leg(ofSlot: slot)):\(quantity)")
      // The venue fills whole lots of 1 only.
      let filled = quantity.rounded(toMultipleOf: Quantity(1), rounding: .down)
      let net = run.leg(ofSlot: slot) == 0 ? filled - (try #require(Quantity("0.5"))) : filled
      directives = run.slotEnded(slot, adding: done(filled, net: net))
    }
    #expect(sizes == ["0:4", "1:3.5", "0:4", "1:4", "0:2", "1:1.5"])
    #expect(run.status == .completed)
  }

  @Test func aFailureUndoesWhatIsDoneInReverse() throws {
    let plan = Plan(
      name: "", mode: .sequence,
      legs: [
        Leg(
          key: "a", action: trade(.buy, .exact(Quantity(1))),
          undo: .action(trade(.sell, reference("a", .filled)))),
        Leg(
          key: "b", action: trade(.buy, .exact(Quantity(2))),
          undo: .action(trade(.sell, reference("b", .filled)))),
        Leg(key: "c", action: trade(.buy, .exact(Quantity(3)))),
      ])
    var run = try run(plan)
    _ = run.begin()
    _ = run.slotEnded(0, adding: done(Quantity(1)))
    _ = run.slotEnded(1, adding: done(Quantity(2)))
    var refused = LegReport(key: "")
    refused.status = .rejected
    refused.reason = "no"
    let undo = run.slotEnded(2, adding: refused)
    #expect(
      undo == [
        .undo(leg: 1, trade(.sell, .exact(Quantity(2)))),
        .undo(leg: 0, trade(.sell, .exact(Quantity(1)))),
      ])
    _ = run.undoEnded(leg: 1, part: done(Quantity(2)))
    #expect(
      run.undoEnded(leg: 0, part: done(Quantity(1)))
        == [.finish(.compensated, reason: "leg 'c': no")])
  }

  @Test func anUnmetConditionStopsBeforeAnythingFurtherStarts() throws {
    let plan = Plan(
      name: "", mode: .sequence,
      legs: [
        Leg(key: "a", action: trade(.buy, .exact(Quantity(1)))),
        Leg(key: "b", action: trade(.buy, .exact(Quantity(2)))),
      ])
    var run = try run(plan)
    _ = run.begin()
    let end = run.slotEnded(0, adding: done(Quantity(1)), unmet: "delta")
    #expect(end == [.finish(.exposureOpen, reason: "delta")])
    #expect(run.reports[1].status == .skipped)
  }

  @Test(arguments: ["duplicateKey", "unknownLeg", "cycle", "emptyPlan", "pacing"])
  func refusesPlansThatCannotRun(code: String) {
    let leg = Leg(key: "a", action: trade(.buy, .exact(Quantity(1))))
    var plan = Plan(name: "", mode: .parallel, legs: [leg])
    switch code {
    case "duplicateKey": plan.legs.append(leg)
    case "unknownLeg": plan.legs[0].after = [LegDependency(key: "x", partial: false)]
    case "cycle": plan.legs[0].after = [LegDependency(key: "a", partial: false)]
    case "emptyPlan": plan.legs = []
    default:
      plan.pacing = Pacing(
        slice: .init(amount: Quantity(1), asset: "BTC"), maximumUnhedged: nil)
    }
    #expect {
      _ = try run(plan)
    } throws: { ($0 as? PlanError)?.code == code }
  }
}
