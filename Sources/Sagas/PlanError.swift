/// Why a plan cannot run at all. Nothing was sent.
public struct PlanError: Error, Hashable, Sendable {
  /// A stable code: `emptyPlan`, `duplicateKey`, `unknownLeg`, `cycle`, `pacing`, `atomic`.
  public let code: String
  /// What is wrong, for people.
  public let message: String

  init(_ code: String, _ message: String) {
    self.code = code
    self.message = message
  }
}
