/// Whether an account holds one position per instrument or one per direction. Live mode only.
enum PositionMode: String, CaseIterable {
  case oneWay
  case hedge
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
