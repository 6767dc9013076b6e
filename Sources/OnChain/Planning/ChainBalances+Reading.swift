extension ChainBalances {
  /// What the account of a place holds and owes at a block, as the contracts' own views say.
  /// - Throws: `NodeError`, `CallFailure`, `ABIError`.
  public static func read(
    _ place: ChainPlace, _ node: EthereumNode, at block: UInt64
  ) async throws -> ChainBalances {
    try await BalanceReader.make(place, node).read(at: block)
  }
}
