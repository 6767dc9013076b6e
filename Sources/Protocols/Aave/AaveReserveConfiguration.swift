import FixedPoint

/// A reserve's risk settings (aave-v3-origin ReserveConfiguration.sol).
public struct AaveReserveConfiguration: Hashable, Sendable {
  /// Decimals of the underlying token.
  public var decimals: Int
  /// Highest loan against this collateral when borrowing, basis points.
  public var loanToValue: UInt32
  /// Loan at which this collateral may be liquidated, basis points.
  public var liquidationThreshold: UInt32
  /// What a liquidator gets for one unit repaid, basis points (10,500 is a 5 % bonus).
  public var liquidationBonus: UInt32
  /// The protocol's share of the liquidation bonus, basis points.
  public var liquidationProtocolFee: UInt32
  /// The protocol's share of interest, basis points.
  public var reserveFactor: UInt32
  /// Most that may be supplied, in whole tokens; 0 is no cap.
  public var supplyCap: UInt64
  /// Most that may be borrowed, in whole tokens; 0 is no cap.
  public var borrowCap: UInt64
  /// Whether the reserve works at all.
  public var isActive: Bool
  /// Whether new supply and borrow are refused.
  public var isFrozen: Bool
  /// Whether everything is refused.
  public var isPaused: Bool
  /// Whether it may be borrowed.
  public var isBorrowingEnabled: Bool
  /// Whether it may be flash-borrowed.
  public var isFlashLoanEnabled: Bool

  /// Settings by name; an active reserve open for borrowing unless said otherwise.
  public init(
    decimals: Int, loanToValue: UInt32, liquidationThreshold: UInt32, liquidationBonus: UInt32,
    liquidationProtocolFee: UInt32 = 0, reserveFactor: UInt32, supplyCap: UInt64 = 0,
    borrowCap: UInt64 = 0, isActive: Bool = true, isFrozen: Bool = false, isPaused: Bool = false,
    isBorrowingEnabled: Bool = true, isFlashLoanEnabled: Bool = true
  ) {
    self.decimals = decimals
    self.loanToValue = loanToValue
    self.liquidationThreshold = liquidationThreshold
    self.liquidationBonus = liquidationBonus
    self.liquidationProtocolFee = liquidationProtocolFee
    self.reserveFactor = reserveFactor
    self.supplyCap = supplyCap
    self.borrowCap = borrowCap
    self.isActive = isActive
    self.isFrozen = isFrozen
    self.isPaused = isPaused
    self.isBorrowingEnabled = isBorrowingEnabled
    self.isFlashLoanEnabled = isFlashLoanEnabled
  }

  /// The settings packed in `getConfiguration(asset)`'s word.
  public init(bitmap: UInt256) {
    func field(_ offset: Int, _ width: Int) -> UInt64 {
      UInt64(truncatingIfNeeded: (bitmap >> offset).low) & ((1 &<< UInt64(width)) &- 1)
    }
    self.init(
      decimals: Int(field(48, 8)), loanToValue: UInt32(field(0, 16)),
      liquidationThreshold: UInt32(field(16, 16)), liquidationBonus: UInt32(field(32, 16)),
      liquidationProtocolFee: UInt32(field(152, 16)), reserveFactor: UInt32(field(64, 16)),
      supplyCap: field(116, 36), borrowCap: field(80, 36), isActive: field(56, 1) == 1,
      isFrozen: field(57, 1) == 1, isPaused: field(60, 1) == 1,
      isBorrowingEnabled: field(58, 1) == 1, isFlashLoanEnabled: field(63, 1) == 1)
  }
}
