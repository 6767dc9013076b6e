import Ethereum
import OnChain

/// The desk's own executor contract, pinned by its code: the key `policy.executor` of a chain.
public struct ExecutorConfiguration: Sendable {
  /// Where it is.
  public var address: String
  /// Keccak-256 of its deployed code (EIP-1052).
  public var codeHash: String
  /// Whether the account calls it, or delegates to it (EIP-7702).
  public var use: PinnedExecutor.Use

  init(_ section: ConfigurationSection) throws(ConfigurationError) {
    address = try section.value("address", ChainConfiguration.addressText) {
      ChainConfiguration.address($0)
    }
    codeHash = try section.value("codeHash", "0x and 32 bytes") {
      Hash32($0).map { "\($0)" }
    }
    use = try section.value("use", "contract or delegate", default: .contract) {
      PinnedExecutor.Use(rawValue: $0)
    }
  }

  /// What the policy pins; nil for text that is neither an address nor a hash.
  var pinned: PinnedExecutor? {
    guard let address = Address(address), let hash = Hash32(codeHash) else { return nil }
    return PinnedExecutor(address: address, codeHash: hash, use: use)
  }
}
