/// Rows derived from the inputs, written in the same commit so that other programs can read where
/// things stand. They can always be rebuilt from the inputs.
public struct JournalProjections: Hashable, Sendable {
  /// Orders that changed, each as it stands now.
  public var orders: [Order] = []
  /// New executions.
  public var executions: [Execution] = []
  /// Chain transactions and transfers that changed, each as it stands now.
  public var actions: [Action] = []
  /// Ledger balances that changed, each as it stands now.
  public var balances: [Balance] = []
  /// Nonces given out or moved on.
  public var nonces: [Nonce] = []
  /// Instructions taken or reported on.
  public var instructions: [Instruction] = []

  /// No rows.
  public init() {}

  /// Whether there is nothing to write.
  public var isEmpty: Bool {
    orders.isEmpty && executions.isEmpty && actions.isEmpty && balances.isEmpty
      && nonces.isEmpty && instructions.isEmpty
  }
}
