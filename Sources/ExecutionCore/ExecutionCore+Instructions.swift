import Sagas
import TradingModel

extension ExecutionCore {
  /// Looks up everything an instruction names, before it is taken up.
  public func check(_ instruction: Instruction) throws(UnknownName) {
    try router.check(instruction.action)
  }

  /// Digest of the body an instruction was taken up with; nil for an id that never was.
  public func bodyDigest(instruction id: String) -> String? {
    planOfInstruction[id].map { plans[$0].run.instruction.bodyDigest }
  }

  /// Ids of the instructions that have not ended, in the order they were taken up.
  public var runningInstructions: [String] {
    plans.filter { $0.run.status == .running }.map(\.run.instruction.id)
  }
}
