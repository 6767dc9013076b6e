import Ethereum
import FixedPoint

/// What `getReserveData` answers of a reserve.
public struct AaveReserveData: Hashable, Sendable {
  /// The configuration bitmap.
  public var configuration: UInt256
  /// The supply index at the last update, ray.
  public var liquidityIndex: UInt256
  /// The supply rate a year, ray.
  public var liquidityRate: UInt256
  /// The debt index at the last update, ray.
  public var variableBorrowIndex: UInt256
  /// The borrow rate a year, ray.
  public var variableBorrowRate: UInt256
  /// When the indexes were stored, Unix seconds.
  public var lastUpdate: UInt64
  /// The aToken.
  public var supplyToken: Address
  /// The variable debt token.
  public var debtToken: Address
}
