import Ethereum

/// A contract by name.
public struct ContractDefinition: Hashable, Sendable {
  /// Its name in the file.
  public var name: String
  /// Its address.
  public var address: Address

  /// Describes it.
  public init(
    name: String,
    address: Address
  ) {
    self.name = name
    self.address = address
  }
}
