import Ethereum
import FixedPoint

/// A pool of a swap protocol.
public struct PoolDefinition: Hashable, Sendable {
  /// One asset.
  public var first: String
  /// The other asset.
  public var second: String
  /// Fee as a fraction of the input.
  public var fee: Rate
  /// The fee as the protocol names it, in millionths.
  public var feeTier: Int
  /// Its contract, where known.
  public var address: Address?

  /// Describes it.
  public init(
    first: String,
    second: String,
    fee: Rate,
    feeTier: Int,
    address: Address? = nil
  ) {
    self.first = first
    self.second = second
    self.fee = fee
    self.feeTier = feeTier
    self.address = address
  }
}
