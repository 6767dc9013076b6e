import Ethereum
import FixedPoint

/// Where the contracts and tokens of one chain are: a file of `abi/deployments`, or the one that
/// `--deployments` names.
public struct Deployment: Hashable, Sendable {
  /// The chain's name in `venues/`.
  public let chain: String
  /// The chain's EIP-155 id.
  public let chainID: UInt256
  /// Tokens by symbol, in the file's order.
  public let tokens: [ContractDefinition]
  /// Contracts as `protocol.contract`, in the file's order.
  public let contracts: [ContractDefinition]

  /// A token's address, nil for an unknown symbol.
  public func token(_ symbol: String) -> Address? {
    tokens.first { $0.name == symbol }?.address
  }

  /// The symbol of the token at an address.
  public func symbol(of address: Address) -> String? {
    tokens.first { $0.address == address }?.name
  }

  /// A contract's address, nil for an unknown name.
  public func contract(_ name: String) -> Address? {
    contracts.first { $0.name == name }?.address
  }

  /// The deployment of a chain in the binary; nil when there is none.
  /// - Throws: `VenueDefinitionError` for a flawed file.
  public static func embedded(chain: String) throws(VenueDefinitionError) -> Deployment? {
    let name = "abi/deployments/\(chain).json"
    guard let text = EmbeddedResources.text(name) else { return nil }
    return try Deployment(json: text, file: name)
  }
}
