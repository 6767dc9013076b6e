import FixedPoint

/// How fees are offered and what they may never exceed, in wei.
public struct FeePolicy: Hashable, Sendable {
  /// The percentiles of `eth_feeHistory` that the urgency levels use, in their order.
  public static let percentiles = [10, 50, 90]

  /// The most a unit of gas may cost.
  public var maximumFeePerGas: UInt256
  /// The most a unit of gas may give the block's producer.
  public var maximumPriorityFeePerGas: UInt256
  /// The most a transaction's gas may cost in all: nodes refuse above 1 ether by default
  /// (go-ethereum `RPCTxFeeCap`).
  public var maximumTotalFee: UInt256
  /// The least tip offered, also when recent blocks were empty and rewarded nothing.
  public var minimumPriorityFeePerGas: UInt256

  /// A policy; by default 300 gwei, 50 gwei, 1 ether and 1 wei.
  public init(
    maximumFeePerGas: UInt256 = 300_000_000_000, maximumPriorityFeePerGas: UInt256 = 50_000_000_000,
    maximumTotalFee: UInt256 = 1_000_000_000_000_000_000, minimumPriorityFeePerGas: UInt256 = 1
  ) {
    self.maximumFeePerGas = maximumFeePerGas
    self.maximumPriorityFeePerGas = maximumPriorityFeePerGas
    self.maximumTotalFee = maximumTotalFee
    self.minimumPriorityFeePerGas = minimumPriorityFeePerGas
  }

  /// A first offer: the median over recent blocks of the urgency's percentile as tip, zeros of
  /// empty blocks left out, and twice the next base fee plus the tip, so that six full blocks in a
  /// row do not outrun it.
  ///
  /// - Throws: `FeeRefusal` when the next block already costs more than the policy allows.
  public func quote(
    _ history: FeeHistory, urgency: FeeUrgency, gasLimit: UInt64, ceiling: UInt256? = nil
  ) throws(FeeRefusal) -> FeeQuote {
    let index =
      switch urgency {
      case .patient: 0
      case .normal: 1
      case .urgent: 2
      }
    let paid = history.rewards.compactMap { index < $0.count ? $0[index] : nil }
      .filter { !$0.isZero }.sorted()
    let median = paid.isEmpty ? minimumPriorityFeePerGas : paid[paid.count / 2]
    let tip = min(max(median, minimumPriorityFeePerGas), maximumPriorityFeePerGas)
    let limit = min(maximumFeePerGas, ceiling ?? maximumFeePerGas)
    let (least, overflow) = history.nextBaseFee.addingReportingOverflow(tip)
    guard !overflow, least <= limit else {
      throw .aboveCap(needed: overflow ? .max : least, allowed: limit)
    }
    // Doubling cannot overflow: the base fee is at most the cap's half of 256 bits or the cap wins.
    let (doubled, tooMuch) = history.nextBaseFee.multipliedReportingOverflow(by: 2)
    let (wanted, overflowed) = doubled.addingReportingOverflow(tip)
    let quote = FeeQuote(
      maxFeePerGas: tooMuch || overflowed ? limit : min(wanted, limit), maxPriorityFeePerGas: tip)
    return try capped(quote, gasLimit: gasLimit, least: least)
  }

  /// A higher offer that pools take as a replacement: an eighth more on both fees, rounded up, and
  /// one wei, above the tenth that go-ethereum asks and the eighth that others do; at least what
  /// the next block needs.
  ///
  /// - Throws: `FeeRefusal` when that would exceed the policy.
  public func replacement(
    of quote: FeeQuote, nextBaseFee: UInt256, gasLimit: UInt64, ceiling: UInt256? = nil
  ) throws(FeeRefusal) -> FeeQuote {
    let tip = Self.bumped(quote.maxPriorityFeePerGas)
    let limit = min(maximumFeePerGas, ceiling ?? maximumFeePerGas)
    let (doubled, overflow) = nextBaseFee.multipliedReportingOverflow(by: 2)
    let (wanted, tooMuch) = doubled.addingReportingOverflow(tip)
    let least = Self.bumped(quote.maxFeePerGas)
    guard least <= limit else { throw .aboveCap(needed: least, allowed: limit) }
    guard tip <= maximumPriorityFeePerGas else {
      throw .aboveCap(needed: tip, allowed: maximumPriorityFeePerGas)
    }
    let fee = max(least, overflow || tooMuch ? limit : min(wanted, limit))
    return try capped(
      FeeQuote(maxFeePerGas: fee, maxPriorityFeePerGas: min(tip, fee)), gasLimit: gasLimit,
      least: least)
  }

  /// ⌈9/8 · fee⌉ + 1.
  static func bumped(_ fee: UInt256) -> UInt256 {
    let eighth = (fee >> 3) + ((fee & 7).isZero ? .zero : .one)
    let (sum, overflow) = fee.addingReportingOverflow(eighth)
    let (more, tooMuch) = sum.addingReportingOverflow(.one)
    return overflow || tooMuch ? .max : more
  }

  /// Lowers the fee cap, not below `least`, until the whole gas limit stays under the total cap.
  private func capped(
    _ quote: FeeQuote, gasLimit: UInt64, least: UInt256
  ) throws(FeeRefusal) -> FeeQuote {
    guard gasLimit > 0 else { return quote }
    let affordable = maximumTotalFee / UInt256(gasLimit)
    guard least <= affordable else {
      let (total, overflow) = least.multipliedReportingOverflow(by: UInt256(gasLimit))
      throw .totalAboveCap(needed: overflow ? .max : total, allowed: maximumTotalFee)
    }
    var result = quote
    result.maxFeePerGas = min(quote.maxFeePerGas, affordable)
    result.maxPriorityFeePerGas = min(quote.maxPriorityFeePerGas, result.maxFeePerGas)
    return result
  }
}
