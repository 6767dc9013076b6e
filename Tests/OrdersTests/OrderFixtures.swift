import FixedPoint
import TradingModel

@testable import Orders

func number(_ text: String) -> Decimal18 { Decimal18(text) ?? .zero }

func perpetual() -> Instrument {
  Instrument(
    id: InstrumentID(3), venue: VenueID(1), symbol: "ETH/USDT:USDT", venueSymbol: "ETHUSDT",
    market: .perp, base: AssetID(1), quote: AssetID(2), settle: AssetID(2),
    tick: Price(number("0.05")), step: Quantity(number("0.001")),
    minimumQuantity: Quantity(number("0.002")), maximumQuantity: Quantity(1000),
    minimumNotional: Money(5), contractSize: Quantity(1), makerFee: Rate(number("0.0002")),
    takerFee: Rate(number("0.0005")), chargesBuyFeeInBase: false, marginTiers: [],
    fundingIntervalHours: 8, maximumLeverage: Rate(50))
}

func order(_ id: UInt64 = 1, quantity: Int = 10, side: Side = .buy) -> Order {
  Order(
    id: OrderID(id), clientOrderID: ClientOrderID("c\(id)"), instrument: InstrumentID(3),
    side: side, type: .limit, quantity: Quantity(quantity), price: Price(2000))
}

func fill(
  _ trade: UInt64, _ quantity: Int, order: UInt64 = 1, side: Side = .buy, fee: Int = 0
) -> Fill {
  Fill(
    order: OrderID(order), instrument: InstrumentID(3), tradeID: trade, side: side,
    quantity: Quantity(quantity), price: Price(2000), fee: Quantity(fee), feeAsset: AssetID(2),
    liquidity: .maker)
}

func time(_ seconds: Int64) -> Timestamp { Timestamp(seconds: seconds) }

/// Events that bring a new order of ten units to a state.
func path(to state: OrderState) -> [OrderEvent] {
  let sent: [OrderEvent] = [.intended, .sending]
  let open = sent + [.accepted(venueOrderID: "v")]
  switch state {
  case .planned: return []
  case .denied: return [.denied(reason: "no")]
  case .intent: return [.intended]
  case .sending: return sent
  case .unknown: return sent + [.outcomeUnknown(reason: "timeout")]
  case .open: return open
  case .partial: return open + [.fill(fill(1, 4))]
  case .amending: return open + [.amendRequested(quantity: Quantity(10), price: nil)]
  case .canceling: return open + [.cancelRequested]
  case .closing: return open + [.canceled(filled: Quantity(5))]
  case .filled: return open + [.fill(fill(1, 10))]
  case .canceled: return open + [.canceled(filled: .zero)]
  case .expired: return open + [.expired(filled: .zero)]
  case .rejected: return sent + [.rejected(code: "-2010", message: "no")]
  case .neverSent: return sent + [.notSent(reason: "refused connection")]
  case .superseded:
    return open + [.amendRequested(quantity: Quantity(10), price: nil), .superseded]
  case .anomaly:
    return sent + [.outcomeUnknown(reason: "timeout"), .contradicted(reason: "two of them")]
  }
}
