import TradingModel

/// One way to the venues: exchanges, chains or transfers. All share one engine and its books.
public protocol ExecutionInterface: Sendable {
  /// The desk behind it.
  var desk: Desk { get }
  /// Whether it carries out this kind of action.
  func accepts(_ action: Action) -> Bool
}

extension ExecutionInterface {
  /// Carries an instruction out and returns when it has ended.
  ///
  /// - Throws: ``VenuesError`` with code `wrongInterface` for an action of another interface.
  public func execute(_ instruction: Instruction) async throws(VenuesError) -> Outcome {
    guard accepts(instruction.action) else {
      throw VenuesError(
        .usage, code: "wrongInterface",
        message: "\(Self.self) does not carry out this kind of action",
        hint: "Use the CEX, OnChain or Transfer interface, or the desk for plans.")
    }
    return try await desk.execute(instruction)
  }

  /// All positions, with exposure, risk and PnL of the same sequence number.
  public func positions() async -> PositionUpdate { await desk.positions }

  /// Cancels every working order.
  public func cancelAll() async throws(VenuesError) { try await desk.cancelAll() }
}
