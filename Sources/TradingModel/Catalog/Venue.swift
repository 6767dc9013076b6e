/// What a venue is, which decides the interface that reaches it.
public enum VenueKind: String, Hashable, Sendable, CaseIterable {
  /// A centralised exchange, reached through the CEX interface.
  case exchange
  /// A lending protocol such as Aave or Morpho.
  case lending
  /// A staking protocol such as Lido or ether.fi.
  case staking
  /// A swap protocol such as Uniswap.
  case swap
  /// A chain, which holds wallets and carries transactions.
  case chain
  /// A wallet of the desk on a chain.
  case wallet
}

/// A place where the desk holds something or sends something.
public struct Venue: Hashable, Sendable {
  /// Its dense id.
  public let id: VenueID
  /// Its name in instructions and position keys: `binance`, `aave_v3`.
  public let name: String
  /// What it is.
  public let kind: VenueKind
  /// Other names instructions may use: `aave`, `mainnet`.
  public let aliases: [String]
  /// Name of the exchange whose history stands in, in a backtest, for series it has none of.
  public let historyFrom: String?

  /// Describes a venue.
  public init(
    id: VenueID, name: String, kind: VenueKind, aliases: [String] = [], historyFrom: String? = nil
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.aliases = aliases
    self.historyFrom = historyFrom
  }
}
