import ExecutionCore
import Foundation
import Journal
import RiskControl
import TradingModel

/// Effects as the journal keeps them.
enum EffectText {
  /// The stored form of an effect; nil for those that only tell the process about itself.
  static func stored(_ effect: Effect, sequence: UInt64) throws -> JournalEffect? {
    switch effect {
    case .submit(let approved):
      let order = approved.request
      return JournalEffect(
        sequence: sequence, kind: .submit, order: order.id, clientOrderID: order.clientOrderID,
        body: try text(Intent(rule: approved.rule, request: order)))
    case .cancel(let id): return JournalEffect(sequence: sequence, kind: .cancel, order: id)
    case .amend(let approved):
      return JournalEffect(
        sequence: sequence, kind: .amend, order: approved.request.id,
        body: try text(Intent(rule: approved.rule, request: approved.request)))
    case .setTradingStop(let instrument, let stop):
      return JournalEffect(
        sequence: sequence, kind: .setTradingStop,
        body: try text(StopIntent(instrument: instrument, stop: stop)))
    case .perform(let approved):
      return JournalEffect(
        sequence: sequence, kind: .perform, action: approved.request.id,
        body: try text(Intent(rule: approved.rule, request: approved.request)))
    case .transfer(let approved):
      return JournalEffect(
        sequence: sequence, kind: .transfer, action: approved.request.id,
        body: try text(Intent(rule: approved.rule, request: approved.request)))
    case .schedule(let timer, let time):
      return JournalEffect(
        sequence: sequence, kind: .schedule, body: try text(TimerIntent(timer: timer, at: time)))
    case .report(let report):
      return JournalEffect(
        sequence: sequence, kind: .report, instruction: report.instruction,
        body: try text(report))
    case .publish(let event):
      return JournalEffect(
        sequence: sequence, kind: .publish, order: event.order, body: try text(event))
    case .halt(let reason):
      return JournalEffect(sequence: sequence, kind: .halt, body: try text([reason]))
    case .positionsChanged: return nil
    }
  }

  /// Whether something outside is asked for: it must be durable before it is performed.
  static func isOutward(_ effect: Effect) -> Bool {
    switch effect {
    case .submit, .cancel, .amend, .setTradingStop, .perform, .transfer: true
    case .schedule, .report, .publish, .positionsChanged, .halt: false
    }
  }

  private struct Intent<Request: Encodable>: Encodable {
    let rule: String
    let request: Request
  }

  private struct StopIntent: Encodable {
    let instrument: InstrumentID
    let stop: TradingStop
  }

  private struct TimerIntent: Encodable {
    let timer: TimerID
    let at: Timestamp
  }

  private static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
