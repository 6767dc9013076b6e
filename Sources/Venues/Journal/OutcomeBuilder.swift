import ExecutionCore
import ExecutionRuntime
import Foundation
import Journal
import TradingModel

/// Collects what an instruction leads to. A replay of the same inputs collects the same.
struct OutcomeBuilder: Sendable {
  /// The instruction last taken up.
  private(set) var instruction: Instruction?
  private var before: PositionUpdate?
  private var isKept = false

  /// Takes an instruction up: what was reported until now belongs to others.
  mutating func begin<World, Feed>(
    _ instruction: Instruction, _ loop: inout HistoricalLoop<World, Feed>
  ) {
    _ = loop.takeReports()
    _ = loop.takeEvents()
    _ = loop.takeSteps()
    self.instruction = instruction
    before = loop.core.positionUpdate()
    isKept = false
  }

  /// What has come of it so far; nil when the core reported nothing.
  func outcome<World, Feed>(_ loop: HistoricalLoop<World, Feed>) -> Outcome? {
    guard let instruction, let before,
      let report = loop.reports.last(where: { $0.instruction == instruction.id })
    else { return nil }
    return Outcome(
      report: report, steps: loop.steps, before: before, after: loop.core.positionUpdate(),
      events: loop.events, stateHash: loop.core.stateHash(),
      isResting: loop.core.isResting(instruction: instruction.id),
      expectedDeltas: instruction.expectedDeltas)
  }

  /// The row to keep for it, once, when it has ended; nil otherwise. An answer to a used id is not
  /// the result of that id.
  mutating func takeRow<World, Feed>(
    _ loop: HistoricalLoop<World, Feed>
  ) throws -> JournalProjections.Instruction? {
    guard !isKept, let instruction, let outcome = outcome(loop),
      outcome.report.status != .running,
      loop.core.bodyDigest(instruction: instruction.id) == instruction.bodyDigest
    else { return nil }
    isKept = true
    return JournalProjections.Instruction(
      id: instruction.id, digest: instruction.bodyDigest, reportJSON: try outcome.stored())
  }
}

extension Outcome {
  /// The outcome as the journal keeps it.
  func stored() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// Reads what ``stored()`` wrote.
  init(stored text: String) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(text.utf8))
  }
}
