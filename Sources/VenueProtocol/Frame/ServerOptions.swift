import FixedPoint
import TradingModel

/// How the simulated venues are set up.
public struct ServerOptions: Sendable {
  /// Seed of the market and of faults.
  public var seed: UInt64 = 1
  /// Keys and with them the accounts.
  public var keys: [APIKey] = APIKey.test
  /// What every account holds in each venue's trading wallets at the start, by asset.
  public var balances: [(asset: String, amount: Quantity)] = [
    ("USDT", Quantity(1_000_000)), ("BTC", Quantity(10)), ("ETH", Quantity(100)),
    ("SOL", Quantity(1000)),
  ]
  /// First index price of the base assets in USDT.
  public var prices: [(asset: String, price: Price)] = [
    ("BTC", Price(Decimal18(90_000))), ("ETH", Price(Decimal18(3_000))),
    ("SOL", Price(Decimal18(140))),
  ]
  /// Time between two moves of the market.
  public var step = TimeSpan.milliseconds(100)
  /// Whether limits on request rates are enforced.
  public var enforcesRateLimits = true
  /// How many times faster than the clock the market moves.
  public var speed = 1
  /// Largest relative move of the index in one step, in millionths.
  public var volatility = 60

  /// Imported history the markets follow; instruments it lacks walk from the seed.
  public var history: MarketHistory?

  /// Whether the market stands still until the administration steps it.
  public var isStepped = false

  /// Name of the chain whose networks are real: deposits and withdrawals on them wait for
  /// transactions that somebody reports. Empty for none.
  public var chain = ""
  /// Blocks until a deposit on the real chain is credited; nil for each network's own number.
  public var chainConfirmations: Int?

  /// The defaults.
  public init() {}
}
