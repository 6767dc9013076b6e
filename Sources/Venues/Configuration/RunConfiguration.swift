import FixedPoint
import MarketData
import Secrets
import TradingModel

/// Everything a run is set up with, decoded strictly from YAML: unknown keys are errors.
public struct RunConfiguration: Sendable {
  /// Symbol of the currency equity and PnL are counted in.
  public var reportingCurrency: String
  /// Instant a backtest begins when the caller names none.
  public var start: Timestamp
  /// Opening balances: printed position key and amount, ascending by key.
  public var openingBalances: [(key: String, amount: Quantity)]
  /// Labels of the address book and the wallet venue each stands for.
  public var addressBook: [(label: String, wallet: String)]
  /// The wallet meant when an instruction names none.
  public var defaultWallet: String
  /// Seed of everything random in a simulation.
  public var seed: UInt64
  /// Days of history read before the start, so that every price is known.
  public var warmUpDays: Int
  /// Days of history a backtest may use after the start.
  public var horizonDays: Int
  /// What is done with flaws of the data.
  public var gaps: GapPolicy
  /// What is done with two values for one instant.
  public var conflicts: ConflictPolicy
  /// Oldest price an order may be judged by.
  public var maximumPriceAge: TimeSpan
  /// Highest order value in the reporting currency; nil for none.
  public var maximumOrderNotional: Money?
  /// Highest order value over equity: catches a quantity typed a thousand times too large.
  public var maximumEquityMultiple: Rate
  /// The text of the policy; empty for the hard limits alone.
  public var policy: String
  /// Fraction by which a simulated taker pays beyond the touch.
  public var slippage: Rate
  /// Fraction a simulated swap loses beside the pool's fee.
  public var swapSlippage: Rate
  /// Rows of the cost table, which take the place of both where they hold.
  public var costs: [CostSetting]
  /// Time a simulated exchange's requests take to reach it.
  public var submitLatency: TimeSpan
  /// Time a simulated exchange's answers take.
  public var answerLatency: TimeSpan
  /// Where runs keep their journal when neither flag nor environment says; nil for none.
  public var journal: String?
  /// Names of secrets and where each is, ascending by name.
  public var secrets: [(name: String, reference: SecretReference)]
  /// Instruments whose quotes feed a paper or live run: venue and unified symbols.
  public var quoteStreams: [(venue: String, symbols: [String])]
  /// Addresses that replace a venue's own: `binance.publicSpot` and address.
  public var endpoints: [(service: String, address: String)]
  /// Label of the account, part of the phrase that arms a live run; empty for none.
  public var account: String
  /// Oldest quote a paper or live run trades on.
  public var maximumQuoteAge: TimeSpan
  /// Leverage asserted for the perpetuals of a live run; nil leaves it as it is.
  public var leverage: Rate?
  /// Seconds without this process after which a venue cancels its orders; nil for never.
  public var deadMansSwitchSeconds: Int?
  /// Whether a key that can send coins away may trade.
  public var allowsWithdrawingKeys: Bool
  /// Chains that live mode trades on, ascending by name.
  public var chains: [ChainConfiguration]
}
