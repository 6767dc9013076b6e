import FixedPoint
import TradingModel

extension LegReport {
  /// Adds what one slice did.
  mutating func add(_ part: LegReport) {
    filled = filled.adding(part.filled)
    net = net.adding(part.net)
    quote = Money(quote.value.adding(part.quote.value) ?? quote.value)
    received = received.adding(part.received)
    gasPaid = gasPaid.adding(part.gasPaid)
    averagePrice =
      filled.isPositive
      ? quote.value.divided(by: filled.value, rounding: .halfEven).map { Price($0) } : nil
    if averagePrice?.isZero == true { averagePrice = part.averagePrice }
    reference = reference.isEmpty ? part.reference : "\(reference) \(part.reference)"
    if !part.reason.isEmpty { reason = part.reason }
    for fee in part.fees { addFee(fee) }
  }

  private mutating func addFee(_ fee: ChainOutput) {
    if let index = fees.firstIndex(where: { $0.asset == fee.asset }) {
      fees[index] = ChainOutput(asset: fee.asset, amount: fees[index].amount.adding(fee.amount))
    } else {
      fees.append(fee)
      fees.sort { $0.asset < $1.asset }
    }
  }

  /// The result a reference names.
  func value(of field: LegReference.Field) -> Quantity {
    switch field {
    case .filled: filled
    case .net: net
    case .quote: Quantity(quote.value)
    case .credited, .received: received
    }
  }
}

extension Quantity {
  /// Sum that keeps the old amount where the new one cannot be represented (beyond 1.7e20).
  fileprivate func adding(_ other: Quantity) -> Quantity {
    Quantity(value.adding(other.value) ?? value)
  }
}
