import FixedPoint
import TradingModel
import VenueDefinitions

extension BinanceDialect {
  func configure(
    _ setting: PositionSetting, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    guard market == .perp else { throw .notAllowed("action", "spot has no positions") }
    var form = FormWriter()
    switch setting {
    case .leverage(let symbol, let leverage, _, _):
      form = try parameters(symbol, market)
      form.field("leverage", leverage.value)
      return try send(.setLeverage, market, form, time)
    case .marginMode(let symbol, let mode, _):
      form = try parameters(try require(symbol), market)
      form.field("marginType", try table.word("marginModes", mode.rawValue, field: "marginMode"))
      return try send(.setMarginMode, market, form, time)
    case .positionMode(_, let mode):
      form.field("dualSidePosition", mode == .hedge)
      return try send(.setPositionMode, market, form, time)
    case .margin(let symbol, let amount, let isAddition, let side):
      form = try parameters(symbol, market)
      form.field("amount", amount.value)
      form.field("type", isAddition ? 1 : 2)
      if let side { form.field("positionSide", side == .long ? "LONG" as StaticString : "SHORT") }
      return try send(.changeMargin, market, form, time)
    }
  }

  func withdraw(
    _ withdrawal: WithdrawalTicket, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    var form = FormWriter()
    form.text("coin", withdrawal.asset)
    form.text("network", try table.network(withdrawal.network, of: withdrawal.asset))
    form.text("address", withdrawal.address)
    form.text("addressTag", ifPresent: withdrawal.tag)
    form.field("amount", withdrawal.amount.value)
    form.text("withdrawOrderId", ifPresent: withdrawal.clientID)
    return try send(.withdraw, .spot, form, time)
  }

  func transfer(
    _ transfer: WalletTransfer, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    let source = try table.word("wallets", transfer.source, field: "from")
    let destination = try table.word("wallets", transfer.destination, field: "to")
    guard source != destination else { throw .invalid("to", "is the wallet it comes from") }
    var form = FormWriter()
    form.field("type", source + [UInt8(ascii: "_")] + destination)
    form.text("asset", transfer.asset)
    form.field("amount", transfer.amount.value)
    if transfer.clientID != nil {
      throw .notAllowed("clientOrderId", "Binance's transfers carry no id of the caller")
    }
    return try send(.transfer, .spot, form, time)
  }
}
