/// What a position is, spelled as the desk's documents do.
public enum PositionType: String, Hashable, Comparable, Codable, Sendable, CaseIterable {
  /// A plain balance.
  case baseToken = "BaseToken"
  /// An interest-bearing supply, counted in underlying units.
  case aToken
  /// A variable-rate debt, counted in underlying units, positive.
  case debtToken
  /// A liquid staking or restaking token.
  case lst = "LST"
  /// A perpetual position, signed, in base units.
  case perp = "Perp"
  /// A share of a vault.
  case vaultShare = "VaultShare"
  /// A right to receive something later, such as a withdrawal-queue ticket.
  case claim = "Claim"
  /// Funds that left one place and have not reached the other.
  case inTransit = "InTransit"

  public static func < (left: Self, right: Self) -> Bool { left.order < right.order }

  /// Position in the canonical order of reports.
  public var order: Int {
    switch self {
    case .baseToken: 0
    case .lst: 1
    case .aToken: 2
    case .vaultShare: 3
    case .claim: 4
    case .inTransit: 5
    case .debtToken: 6
    case .perp: 7
    }
  }
}
