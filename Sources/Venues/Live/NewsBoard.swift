import ExecutionCore
import ExecutionRuntime
import Synchronization
import TradingModel

/// Collects what a live run reports for each instruction that somebody waits for.
final class NewsBoard: Sendable {
  struct News: Sendable {
    let instruction: Instruction
    let before: PositionUpdate
    var report: ExecutionReport?
    var steps: [PlanStep] = []
    var events: [PublishedEvent] = []
  }

  private let active = Mutex<[String: News]>([:])

  /// Begins to collect for an instruction.
  func begin(_ instruction: Instruction, before: PositionUpdate) {
    active.withLock { $0[instruction.id] = News(instruction: instruction, before: before) }
  }

  /// Takes what the loop reported; what nobody waits for is let go.
  func take(from loop: inout LiveLoop) {
    let (reports, steps, events) = loop.takeNews()
    if reports.isEmpty, events.isEmpty { return }
    active.withLock { active in
      for id in active.keys.sorted() {
        if let last = reports.last(where: { $0.instruction == id }) { active[id]?.report = last }
        active[id]?.steps += steps.filter { $0.report.instruction == id }
        active[id]?.events += events
      }
    }
  }

  /// What came for an instruction so far.
  func news(of id: String) -> News? { active.withLock { $0[id] } }

  /// Collects for it no more.
  func end(_ id: String) { active.withLock { _ = $0.removeValue(forKey: id) } }
}
