import Ethereum
import FixedPoint

/// What identifies a Morpho Blue market (morpho-blue IMorpho.sol `MarketParams`).
public struct MorphoMarketParameters: Hashable, Sendable {
  /// The token lent.
  public var loanToken: Address
  /// The token that secures the loans.
  public var collateralToken: Address
  /// The oracle; its price has 36 decimals adjusted by those of both tokens.
  public var oracle: Address
  /// The interest rate model.
  public var interestRateModel: Address
  /// Liquidation loan to value, 18 decimals.
  public var liquidationLoanToValue: UInt256

  /// A market by its five parameters.
  public init(
    loanToken: Address, collateralToken: Address, oracle: Address, interestRateModel: Address,
    liquidationLoanToValue: UInt256
  ) {
    self.loanToken = loanToken
    self.collateralToken = collateralToken
    self.oracle = oracle
    self.interestRateModel = interestRateModel
    self.liquidationLoanToValue = liquidationLoanToValue
  }

  /// The tuple that calls carry.
  var value: ABIValue {
    .tuple([
      .address(loanToken), .address(collateralToken), .address(oracle),
      .address(interestRateModel), .uint(liquidationLoanToValue),
    ])
  }

  /// The market's id: the hash of its parameters.
  /// - Throws: `ABIError`; none for these types.
  public func id() throws(ABIError) -> Hash32 {
    let types: [ABIType] = [.address, .address, .address, .address, .uint(256)]
    return Keccak256.hash(try ABI.encode(types, value.elements ?? []))
  }
}
