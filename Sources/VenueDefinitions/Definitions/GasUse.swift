import TradingModel

/// Gas one kind of transaction uses.
public struct GasUse: Hashable, Sendable {
  /// The operation.
  public var operation: ChainOperation
  /// Gas units.
  public var gasUnits: Int

  /// Describes it.
  public init(
    operation: ChainOperation,
    gasUnits: Int
  ) {
    self.operation = operation
    self.gasUnits = gasUnits
  }
}
