/// How an exchange is spoken to, and how its answers and messages read, as the file's `wire`
/// section says.
public struct WireDefinition: Hashable, Sendable {
  /// What is sent and where.
  public var requests = WireRequests()
  /// What refusals and transport failures mean, the first rule that fits deciding.
  public var errors: [WireErrorRule] = []
  /// Status words of orders.
  public var orderStatuses: [String: WireOrderStatus] = [:]
  /// Status words of conditional (algo) orders, where the venue keeps them apart.
  public var conditionalStatuses: [String: WireOrderStatus] = [:]
  /// Status words of deposits.
  public var depositStatuses: [String: WireTransferStatus] = [:]
  /// Status words of withdrawals.
  public var withdrawalStatuses: [String: WireTransferStatus] = [:]
  /// Status words of transfers between the venue's own wallets.
  public var transferStatuses: [String: WireTransferStatus] = [:]
  /// Stream topics, channels and event names, and what their messages carry.
  public var channels: [String: WireChannel] = [:]
  /// Order types as the venue spells them, by our word: `market`, `limit`, `stop`, `stop_limit`,
  /// `take_profit`, `take_profit_limit`, `trailing_stop`.
  public var orderTypes: [String: String] = [:]
  /// Wallet names as the venue spells them, by our word: `spot`, `linear`, `funding`, `unified`.
  public var wallets: [String: String] = [:]

  /// An empty description.
  public init() {}
}
