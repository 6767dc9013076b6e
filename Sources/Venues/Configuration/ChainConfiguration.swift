import FixedPoint
import Secrets

/// A chain that live mode trades on: its endpoints, the desk's account and what that account may
/// do. A value of the key `chains`.
public struct ChainConfiguration: Sendable {
  /// The chain's name in `venues/`.
  public var name: String
  /// JSON-RPC endpoints in order of preference: URLs, or references to them where they hold keys.
  public var endpoints: [String]
  /// A WebSocket endpoint that tells new blocks and payments as they happen, or a reference to one;
  /// nil where the chain is only looked at.
  public var stream: String?
  /// Endpoints that must agree on receipts and nonces.
  public var quorum: Int
  /// The EIP-155 id that is signed for and that every endpoint must serve.
  public var chainID: UInt64
  /// Blocks, its own included, after which a transaction's result is acted on.
  public var confirmations: UInt64
  /// A deployments file; nil for the one inside the binary.
  public var deployments: String?
  /// The wallet venue the account's balances are booked at.
  public var wallet: String
  /// Where the account's key is.
  public var key: SecretReference
  /// Where the password of a keystore is.
  public var password: SecretReference?
  /// The address the key must have.
  public var address: String
  /// The most a unit of gas may cost, gwei.
  public var maximumFeePerGas: Decimal18
  /// The most the gas of one transaction may cost, native coins.
  public var maximumTotalFee: Decimal18
  /// The most native coins one transaction may carry; nil for no cap.
  public var maximumValue: Quantity?
  /// Addresses that tokens and coins may be sent to, beside the account itself.
  public var recipients: [String]
  /// The most of a token one call may approve or transfer, by symbol, ascending.
  public var spendCaps: [(token: String, amount: Quantity)]
  /// The desk's own executor contract for atomic groups; nil where none is set up.
  public var executor: ExecutorConfiguration?
  /// Tokens whose approval of a supply is a signature (EIP-2612), by symbol.
  public var permits: [String]
  /// The private relay that transactions go to; nil for the public pool.
  public var relay: RelayConfiguration?
  /// Milliseconds between two looks at the chain.
  public var pollMilliseconds: Int
  /// Seconds between two readings of prices, interest and fees.
  public var refreshSeconds: Int
  /// Most seconds that the newest block's time may differ from ours; nil for a simulated chain
  /// with a time of its own.
  public var clockSkewSeconds: Int?
}
