import FixedPoint
import JSON
import TradingModel

/// A perpetual position as its venue tells it.
struct PositionRecord: WireRecord, Hashable {
  var symbol: String?
  var venueSymbol: String?
  /// `long`, `short`, or nil when flat.
  var side: String?
  /// Whether long and short are held apart.
  var hedged: Bool?
  /// Base units, never negative; nil where the contract size is not known.
  var amount: Quantity?
  /// Contracts, where the venue counts in contracts.
  var contracts: Quantity?
  var contractSize: Quantity?
  var entryPrice: Price?
  var breakEvenPrice: Price?
  var markPrice: Price?
  var liquidationPrice: Price?
  var notional: Money?
  var unrealizedPnL: Money?
  var realizedPnL: Money?
  var marginMode: MarginMode?
  var leverage: Rate?
  var initialMargin: Money?
  var maintenanceMargin: Money?
  /// Margin set aside for an isolated position.
  var isolatedMargin: Money?
  var takeProfitPrice: Price?
  var stopLossPrice: Price?
  var time: Timestamp?

  func write(into writer: inout JSONWriter) {
    writer.text("symbol", symbol)
    writer.text("venueSymbol", venueSymbol)
    writer.text("side", side)
    writer.flag("hedged", ifKnown: hedged)
    writer.field("amount", amount)
    writer.field("contracts", contracts)
    writer.field("contractSize", contractSize)
    writer.field("entryPrice", entryPrice)
    writer.field("breakEvenPrice", breakEvenPrice)
    writer.field("markPrice", markPrice)
    writer.field("liquidationPrice", liquidationPrice)
    writer.field("notional", notional)
    writer.field("unrealizedPnl", unrealizedPnL)
    writer.field("realizedPnl", realizedPnL)
    writer.text("marginMode", marginMode?.rawValue)
    writer.field("leverage", leverage)
    writer.field("initialMargin", initialMargin)
    writer.field("maintenanceMargin", maintenanceMargin)
    writer.field("isolatedMargin", isolatedMargin)
    writer.field("takeProfitPrice", takeProfitPrice)
    writer.field("stopLossPrice", stopLossPrice)
    writer.time("timestamp", time)
    writer.text("datetime", time?.description)
  }
}
