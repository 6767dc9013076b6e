/// How an account holds positions: one net position per instrument. Hedge mode, with a position
/// each way, is refused by name: the books, the simulator and the live interfaces carry net
/// positions only.
enum PositionMode: String, CaseIterable {
  case oneWay
}

/// The rate a debt is taken at; Aave v3 has only the variable one left. Live mode only.
enum BorrowRate: String, CaseIterable {
  case variable
}

/// How much a spender is allowed before a step. Live mode only.
enum ApprovalPolicy: String, CaseIterable {
  case exact
  case unlimited
}
