import ExecutionCore
import ExecutionRuntime
import Journal
import TradingModel

/// One walk through a journal.
struct ReplayPass {
  private(set) var loop: HistoricalLoop<SilentWorld, HistoricalFeed>
  private(set) var rows = JournalProjections()
  private var projector: StepProjector
  private var builder = OutcomeBuilder()
  private var recorder: EffectCollector
  private var inputs: UInt64 = 0
  private var effects = 0
  private var hashes = 0
  private var mismatch: ReplayResult.Mismatch?

  init(core: CoreConfiguration, catalog: Catalog, start: Timestamp) {
    let recorder = EffectCollector()
    self.recorder = recorder
    loop = HistoricalLoop(
      core: ExecutionCore(core), world: SilentWorld(), feed: .frozen,
      start: Timestamp(nanoseconds: .min), recorder: recorder)
    projector = StepProjector(catalog)
  }

  mutating func run(_ journal: Journal) throws {
    let stored = try journal.stateHashes()
    var nextHash = 0
    var next: UInt64 = 1
    while mismatch == nil {
      let steps = try journal.steps(from: next)
      guard !steps.isEmpty else { break }
      for step in steps where mismatch == nil {
        try take(step)
        while nextHash < stored.count, stored[nextHash].sequence <= step.sequence {
          try check(stored[nextHash], journal)
          nextHash += 1
        }
      }
      next += UInt64(steps.count)
      gather()
    }
    gather()
  }

  /// What was found, with the stored projections compared.
  func result(_ journal: Journal) throws -> ReplayResult {
    let memory = try Journal.memory()
    try memory.replaceProjections(rows)
    let fresh = try memory.projectionRows()
    let kept = try journal.projectionRows()
    let last = try journal.lastStateHash()
    return ReplayResult(
      inputs: inputs, effects: effects, stateHash: loop.core.stateHash(),
      storedHash: last?.sequence == inputs ? last?.hash : nil, checkpoints: hashes,
      head: journal.head.hash, mismatch: mismatch,
      projectionDifference: zip(fresh, kept).first { $0 != $1 }.map { "\($0.1), replayed \($0.0)" }
        ?? (fresh.count == kept.count
          ? nil : "\(kept.count) rows are stored, \(fresh.count) follow from the inputs"))
  }

  private mutating func take(_ step: JournalStep) throws {
    let input = try step.input()
    loop.moveClock(to: step.time)
    if case .instruct(let instruction) = input { builder.begin(instruction, &loop) }
    recorder.effects.removeAll(keepingCapacity: true)
    try loop.put(input)
    let produced = try recorder.effects.compactMap {
      try EffectText.stored($0, sequence: step.sequence)
    }
    inputs = step.sequence
    effects += step.effects.count
    projector.take(
      Stamped(sequence: step.sequence, time: step.time, input: input), recorder.effects)
    guard produced != step.effects else { return }
    let place = zip(produced, step.effects).enumerated().first { $0.element.0 != $0.element.1 }
    let kind =
      place?.element.1.kind.rawValue
      ?? "\(step.effects.count) effects where \(produced.count) follow"
    mismatch = ReplayResult.Mismatch(
      sequence: step.sequence, detail: "the stored effects differ: \(kind)")
  }

  private mutating func check(
    _ stored: (sequence: UInt64, hash: String), _ journal: Journal
  ) throws {
    hashes += 1
    if stored.hash != loop.core.stateHash() {
      mismatch =
        mismatch
        ?? ReplayResult.Mismatch(
          sequence: stored.sequence, detail: "the state after it has another hash")
    }
    if let row = try builder.takeRow(loop), !rows.instructions.contains(where: { $0.id == row.id })
    {
      rows.instructions.append(row)
    }
  }

  /// Takes the rows of the steps so far; a later row of the same key replaces an earlier one when
  /// they are written.
  private mutating func gather() {
    let part = projector.takeRows(loop.core)
    rows.orders += part.orders
    rows.executions += part.executions
    rows.actions += part.actions
    rows.balances += part.balances
  }
}

/// Remembers the effects of the last step.
final class EffectCollector: InputRecorder, @unchecked Sendable {
  /// Used by the one pass that owns it.
  var effects: [Effect] = []

  func record(_ input: Stamped, effects: [Effect], core: ExecutionCore) throws {
    self.effects = effects
  }
}
