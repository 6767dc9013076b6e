import Ethereum
import FixedPoint
import TradingModel

/// One venue as its file in `venues/` describes it. Plain values; nothing here opens a file or
/// knows YAML.
public struct VenueDefinition: Hashable, Sendable {
  /// Its name in instructions and position keys: `binance`, `aave_v3`.
  public var id: String
  /// What it is.
  public var kind: VenueKind
  /// Its name in reports.
  public var name: String
  /// Other spellings accepted for ``id``.
  public var aliases: [String]
  /// Version of the venue's rules or contracts that the numbers belong to.
  public var revision: String
  /// The chain a protocol or wallet lives on, as a venue id; nil for exchanges and chains.
  public var chainName: String?
  /// The exchange whose history stands in, in a backtest, for series this one has none of.
  public var historyFrom: String?
  /// Coins the file introduces without a contract.
  public var assets: [AssetDefinition] = []
  /// Tokens of a chain.
  public var tokens: [TokenDefinition] = []
  /// Instruments of an exchange.
  public var instruments: [InstrumentDefinition] = []
  /// Fees by market.
  public var fees: [FeeSchedule] = []
  /// Margin tables by instrument.
  public var margin: [MarginTable] = []
  /// Funding rules by instrument.
  public var funding: [FundingRule] = []
  /// What each market accepts.
  public var orders: [OrderSupport] = []
  /// Deposit and withdrawal networks.
  public var networks: [NetworkDefinition] = []
  /// Reserves of a lending protocol.
  public var reserves: [ReserveDefinition] = []
  /// E-mode categories of a lending protocol.
  public var eModes: [EModeDefinition] = []
  /// Rules of a lending protocol as a whole.
  public var lending: LendingRules?
  /// Staking routes.
  public var staking: [StakingDefinition] = []
  /// Pools of a swap protocol.
  public var pools: [PoolDefinition] = []
  /// What a chain costs and how fast it is.
  public var chain: ChainDefinition?
  /// Contracts by name, in the file's order.
  public var contracts: [ContractDefinition] = []
  /// Position keys the venue offers, `venue:Type:symbol`.
  public var positionKeys: [String] = []
  /// How an exchange's answers and messages read.
  public var wire = WireDefinition()

  /// Describes a venue without contents.
  public init(
    id: String, kind: VenueKind, name: String, aliases: [String], revision: String,
    chainName: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.aliases = aliases
    self.revision = revision
    self.chainName = chainName
  }

  /// The address of the contract with that name, or nil.
  public func address(of contract: String) -> Address? {
    contracts.first { $0.name == contract }?.address
  }

  /// The fee schedule of a market, or nil.
  public func fees(for market: Market) -> FeeSchedule? { fees.first { $0.market == market } }

  /// The margin table of an instrument; empty where there is none.
  public func marginTiers(for symbol: String) -> [MarginTier] {
    margin.first { $0.symbol == symbol }?.tiers ?? []
  }

  /// The funding rule of an instrument, or nil.
  public func fundingRule(for symbol: String) -> FundingRule? {
    funding.first { $0.symbol == symbol }
  }

  /// What a market accepts, or nil.
  public func orders(for market: Market) -> OrderSupport? { orders.first { $0.market == market } }
}
