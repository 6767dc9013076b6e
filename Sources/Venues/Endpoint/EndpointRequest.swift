import FixedPoint
import Secrets

/// What `venues eth` asks of an endpoint: `call estimate send deploy-executor receipt
/// balance nonce`.
public struct EndpointRequest: Sendable {
  /// The questions.
  public enum Verb: String, Sendable, CaseIterable {
    /// What a call returns on the newest state.
    case call
    /// Gas a call would use.
    case estimate
    /// Builds, simulates, signs and sends a transaction.
    case send
    /// Creates the desk's executor contract.
    case deployExecutor = "deploy-executor"
    /// What became of a transaction.
    case receipt
    /// Wei of an account.
    case balance
    /// The account's transaction count.
    case nonce

    /// Whether it signs, so that the chain must be named.
    var signs: Bool { self == .send || self == .deployExecutor }

    /// The arguments, in order, and what it does, in a line.
    public var usage: (arguments: String, summary: String) {
      switch self {
      case .call: ("TO [CALLDATA]", "what a call returns; no transaction")
      case .estimate: ("TO [CALLDATA]", "gas a call would use")
      case .send: ("TO [CALLDATA]", "build, simulate, sign and send a transaction")
      case .deployExecutor:
        ("POOL [MORPHO]", "create the desk's executor contract, owned by the key")
      case .receipt: ("HASH", "what became of a transaction")
      case .balance: ("ADDRESS", "wei of an account")
      case .nonce: ("ADDRESS", "transactions of an account: mined, and with those pending")
      }
    }
  }

  /// What is asked.
  public var verb: Verb
  /// Its arguments, in order.
  public var arguments: [String]
  /// The endpoint.
  public var endpoint: String
  /// The chain the endpoint must serve; nil where any may be read.
  public var chainID: UInt64?
  /// The caller of a call or estimate; a key's own address wins.
  public var from: String?
  /// Wei sent along.
  public var value: UInt256 = .zero
  /// Where the signing key is.
  public var key: SecretReference?
  /// Where the password of a keystore is.
  public var password: SecretReference?
  /// The nonce; nil for the next.
  public var nonce: UInt64?
  /// The most gas; nil for the estimate and a fifth.
  public var gasLimit: UInt64?
  /// The most wei a unit of gas may cost; nil for 300 gwei.
  public var maximumFeePerGas: UInt256?
  /// Seconds to wait for the receipt; nil not to wait.
  public var wait: Int?

  /// A question to an endpoint.
  public init(_ verb: Verb, _ arguments: [String], endpoint: String) {
    self.verb = verb
    self.arguments = arguments
    self.endpoint = endpoint
  }
}
