import ExecutionCore
import ExecutionRuntime
import Foundation
import Journal
import TradingModel

/// Writes ahead: a step that asks for something outside is committed, with everything before it,
/// before the loop performs it. Other steps wait for the next commit, at most ``batchLimit``.
///
/// While the journal still holds inputs that the run has not come to, each step is compared with
/// the stored one instead of written: that is how a run is rebuilt.
final class JournalRecorder: InputRecorder, @unchecked Sendable {
  /// Most steps kept back between two commits.
  static let batchLimit = 2048

  /// Confined, like everything here, to the desk that owns the engine.
  let journal: Journal
  private var projector: StepProjector
  private var inputs: [Stamped] = []
  private var effects: [JournalEffect] = []
  private var stored: [JournalStep] = []
  private var place = 0
  private var lastStored: UInt64
  private var isStaging = false
  private var mustCommit = false
  private let lastHash: (sequence: UInt64, hash: String)?

  init(_ journal: Journal, catalog: Catalog) throws(JournalError) {
    self.journal = journal
    projector = StepProjector(catalog)
    lastStored = journal.head.sequence
    lastHash = try journal.lastStateHash()
  }

  func record(_ stamped: Stamped, effects produced: [Effect], core: ExecutionCore) throws {
    projector.take(stamped, produced)
    var converted: [JournalEffect] = []
    for effect in produced {
      if let effect = try EffectText.stored(effect, sequence: stamped.sequence) {
        converted.append(effect)
      }
    }
    if let expected = try nextStored() {
      try compare(stamped, converted, with: expected)
      place += 1
      if let lastHash, lastHash.sequence == stamped.sequence, lastHash.hash != core.stateHash() {
        throw Self.diverged(stamped.sequence, "the state after it has another hash")
      }
      // What was stored has its rows already.
      if stamped.sequence % 1024 == 0 || stamped.sequence == lastStored {
        _ = projector.takeRows(core)
      }
      return
    }
    inputs.append(stamped)
    effects += converted
    if isStaging { return }
    if inputs.count >= Self.batchLimit || produced.contains(where: EffectText.isOutward) {
      try commit(core, instruction: nil, checkpoint: nil)
    }
  }

  func stage(_ stamped: Stamped, effects produced: [Effect], core: ExecutionCore) throws {
    isStaging = true
    defer { isStaging = false }
    try record(stamped, effects: produced, core: core)
    if produced.contains(where: EffectText.isOutward) { mustCommit = true }
  }

  func commitStaged(core: ExecutionCore) throws {
    guard mustCommit || inputs.count >= Self.batchLimit else { return }
    mustCommit = false
    try commit(core, instruction: nil, checkpoint: nil)
  }

  /// The next stored input that the run has not come to; nil when it has come to all.
  func nextStored() throws(JournalError) -> JournalStep? {
    if place < stored.count { return stored[place] }
    let next = (stored.last?.sequence ?? 0) + 1
    guard next <= lastStored else { return nil }
    stored = try journal.steps(from: next)
    place = 0
    guard let first = stored.first else { throw .chainBroken(sequence: next) }
    return first
  }

  /// Commits everything kept back, with where the run stands and, when one has ended, the result
  /// of an instruction.
  func commit(
    _ core: ExecutionCore, instruction: JournalProjections.Instruction?,
    checkpoint: JournalCheckpoint?
  ) throws(JournalError) {
    var rows = projector.takeRows(core)
    if let instruction { rows.instructions = [instruction] }
    try journal.append(inputs, effects: effects, projections: rows, checkpoint: checkpoint)
    inputs.removeAll(keepingCapacity: true)
    effects.removeAll(keepingCapacity: true)
  }

  /// A run that went another way than its journal.
  static func diverged(_ sequence: UInt64, _ detail: String) -> VenuesError {
    VenuesError(
      .storeFailed, code: "journal.diverged",
      message: "the run went another way than its journal at input \(sequence): \(detail)",
      hint:
        "Market data, program or journal changed. `venues replay` tells which; nothing was sent.")
  }

  private func compare(
    _ stamped: Stamped, _ effects: [JournalEffect], with expected: JournalStep
  ) throws {
    guard stamped.sequence == expected.sequence, stamped.time == expected.time,
      try InputText.encode(stamped.input) == expected.text
    else { throw Self.diverged(stamped.sequence, "another input came") }
    guard effects == expected.effects else {
      throw Self.diverged(stamped.sequence, "other effects followed from it")
    }
  }
}
