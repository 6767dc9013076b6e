import Ethereum

/// The desk's own executor contract as the policy knows it: at this address, with exactly this
/// code.
public struct PinnedExecutor: Hashable, Sendable {
  /// How the account uses the contract.
  public enum Use: String, Hashable, Sendable {
    /// It calls the contract, which acts for it by allowances and delegations.
    case contract
    /// It delegates to the contract (EIP-7702) and calls itself.
    case delegate
  }

  /// Where it is.
  public var address: Address
  /// Keccak-256 of its deployed code, immutable values included (EIP-1052).
  public var codeHash: Hash32
  /// How it is used.
  public var use: Use

  /// Describes the contract.
  public init(address: Address, codeHash: Hash32, use: Use = .contract) {
    self.address = address
    self.codeHash = codeHash
    self.use = use
  }
}
