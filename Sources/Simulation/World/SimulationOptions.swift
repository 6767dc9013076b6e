import FixedPoint
import Protocols
import TradingModel

/// What a bar that states no volume tells of liquidity.
public enum ZeroVolumeRule: String, Hashable, Sendable, CaseIterable {
  /// Nothing traded, so nothing of ours fills.
  case fillsNothing
  /// The volume is unknown, so the whole order may fill.
  case fillsAll
}

/// The assumptions of a simulated world. Every default is the plainest one: no latency, no
/// slippage, all of a bar's volume.
public struct SimulationOptions: Hashable, Sendable {
  /// Seed of everything drawn (only ``exchangeLatencyJitter`` draws).
  public var seed: UInt64
  /// Time from an order's arrival to the exchange's answer.
  public var exchangeLatency: TimeSpan
  /// Largest addition to the latency, drawn evenly from the seed.
  public var exchangeLatencyJitter: TimeSpan
  /// Fraction by which a taker pays beyond the known touch, or beyond the last price of bars.
  public var slippage: Rate
  /// Fraction lost by a swap beside the pool's fee.
  public var swapSlippage: Rate
  /// A cost table; where it has a row it takes the place of ``slippage`` and ``swapSlippage``.
  public var costs: [ExecutionCost]
  /// Whether a taker gets more than the size shown at the touch (at the slipped price).
  public var fillsBeyondTouch: Bool
  /// Share of a bar's volume that resting orders may take from it.
  public var participation: Rate
  /// What a bar without volume means.
  public var zeroVolume: ZeroVolumeRule
  /// Least margin set aside for an isolated position, as a fraction of its notional.
  public var isolatedMarginRate: Rate
  /// The release of Aave whose rounding and health formulas hold.
  public var aaveRevision: AaveRevision
  /// Premium of a flash loan from a lending venue, in basis points (Aave v3: 5); Morpho and
  /// Balancer lend at none.
  public var flashPremium: UInt32

  /// The defaults, with a seed.
  public init(seed: UInt64 = 1) {
    self.seed = seed
    exchangeLatency = TimeSpan(nanoseconds: 0)
    exchangeLatencyJitter = TimeSpan(nanoseconds: 0)
    slippage = .zero
    swapSlippage = .zero
    costs = []
    fillsBeyondTouch = true
    participation = Rate(1)
    zeroVolume = .fillsNothing
    isolatedMarginRate = Rate(Decimal18(mantissa: 100_000_000_000_000_000))
    aaveRevision = .v3_5
    flashPremium = 5
  }
}
