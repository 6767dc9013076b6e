/// Where a change of equity came from. Every bucket has postings of its own; none is what is left.
public enum PnLBucket: Int, Hashable, Comparable, Codable, Sendable, CaseIterable {
  /// Prices of assets held and, for perpetuals, of their underlying.
  case price
  /// The difference between a perpetual's price and its underlying's.
  case basis
  /// Funding payments.
  case funding
  /// Interest earned.
  case lending
  /// Interest owed.
  case borrowing
  /// Growth of staking rates.
  case staking
  /// Rewards beside the staking rate.
  case rewards
  /// Exchange and protocol fees.
  case fees
  /// Gas.
  case gas
  /// Difference between the price of an execution and the mark at that moment.
  case slippage
  /// Fees of transfers.
  case transferCosts
  /// Penalties of liquidations.
  case liquidation

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// Its name in reports and JSON.
  public var name: String {
    switch self {
    case .price: "price"
    case .basis: "basis"
    case .funding: "funding"
    case .lending: "lending"
    case .borrowing: "borrowing"
    case .staking: "staking"
    case .rewards: "rewards"
    case .fees: "fees"
    case .gas: "gas"
    case .slippage: "slippage"
    case .transferCosts: "transferCosts"
    case .liquidation: "liquidation"
    }
  }
}
