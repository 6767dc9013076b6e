import FixedPoint
import TradingModel

extension InstructionDecoder {
  /// The address book's name of the wallet the older dialects call `wallet`.
  static let legacyWallet = "book:desk-hot"

  /// A trade of an older dialect: BUY and LONG buy, SELL and SHORT sell.
  static func legacyTrade(
    _ reader: FieldReader, _ market: Market
  ) throws(InstructionError) -> TradeAction {
    let written = try reader.text("pair")
    guard let pair = DialectVocabulary.unifiedPair(written, perpetual: market == .perp) else {
      throw reader.invalid("pair", "Base and quote cannot be told.", hint: "Write ETH/USDT.")
    }
    guard let side = try legacyWord(reader, "side", DialectVocabulary.sides) else {
      throw reader.missing("side")
    }
    let given = try legacyWord(reader, "order_type", ["market", "limit"])
    let price = try reader.positive("price").map { PriceExpression.exact(Price($0)) }
    var trade = TradeAction(
      venue: DialectVocabulary.venue(try reader.text("venue")), market: market, pair: pair,
      side: side == "BUY" || side == "LONG" ? .buy : .sell,
      type: given == "limit" ? .limit : .market, quantity: try legacyAmount(reader), price: price)
    trade.reduceOnly = try reader.flag("reduce_only") ?? false
    trade.requirements.maximumSlippage = try reader.rate("slippage_tolerance", unitsPerOne: 1)
    let reference: TriggerReference = market == .perp ? .mark : .last
    var stop = TradingStop()
    stop.takeProfit = try reader.positive("take_profit").map {
      Trigger(price: Price($0), reference: reference)
    }
    stop.stopLoss = try reader.positive("stop_loss").map {
      Trigger(price: Price($0), reference: reference)
    }
    if let profit = stop.takeProfit?.price, let loss = stop.stopLoss?.price,
      trade.side == .buy ? profit <= loss : profit >= loss
    {
      throw reader.conflict(
        "stop_loss", "Stop loss and take profit are on the wrong sides.", hint: "Swap them.")
    }
    if stop != TradingStop() { trade.protection = stop }
    try checkConsistency(trade, reader)
    return trade
  }

  private static func legacyAmount(
    _ reader: FieldReader
  ) throws(InstructionError) -> AmountExpression {
    guard let amount = try reader.positive("amount") else { throw reader.missing("amount") }
    return .exact(Quantity(amount))
  }

  private static func firstText(
    _ reader: FieldReader, _ names: [String]
  ) throws(InstructionError) -> String {
    for name in names {
      if let text = try reader.optionalText(name) { return text }
    }
    throw reader.missing(names.first ?? "token")
  }

  /// A transfer of an older dialect, between venues or a venue and the desk's wallet.
  static func legacyTransfer(_ reader: FieldReader) throws(InstructionError) -> TransferAction {
    let source = try legacyEnd(reader, "source_venue")
    let destination = try legacyEnd(reader, "target_venue")
    guard source != destination else {
      throw reader.conflict(
        "target_venue", "Source and target are the same.", hint: "Change one.")
    }
    var transfer = TransferAction(
      asset: try firstText(reader, tokenNames(reader)), amount: try legacyAmount(reader),
      source: source, destination: destination)
    transfer.network = try reader.optionalText("network")
    return transfer
  }

  private static func legacyEnd(
    _ reader: FieldReader, _ name: String
  ) throws(InstructionError) -> TransferAction.Endpoint {
    let venue = DialectVocabulary.venue(try reader.text(name))
    guard venue == "wallet" else { return .venue(venue, wallet: nil) }
    return .address(chain: try reader.optionalText("chain") ?? "ethereum", address: legacyWallet)
  }

  private static func tokenNames(_ reader: FieldReader) -> [String] {
    reader.has("operation_id") ? ["token_in", "source_token"] : ["token", "token_in"]
  }

  /// An on-chain operation of an older dialect; the chain is `ethereum` unless said.
  static func legacyOnChain(
    _ reader: FieldReader, operation: String
  ) throws(InstructionError) -> OnChainAction {
    let isOrder = reader.has("operation_id")
    let word = operation.hasPrefix("flash_") ? "flash" : operation
    guard let known = ChainOperation(rawValue: word) else {
      throw reader.unknownWord("operation", operation, allowed: DialectVocabulary.operations)
    }
    var names = tokenNames(reader)
    if known == .borrow || known == .flash || known == .withdraw {
      names = isOrder ? ["token_out", "source_token"] : ["token", "token_out", "token_in"]
    }
    var step = OnChainStep(
      operation: known, token: try firstText(reader, names), amount: try legacyAmount(reader))
    if let venue = try reader.optionalText("venue") {
      step.protocolName = DialectVocabulary.venue(venue)
    } else if try reader.text("operation").lowercased().hasPrefix("aave_") {
      step.protocolName = "aave_v3"
    }
    switch known {
    case .wrap, .unwrap: if step.protocolName == "wallet" { step.protocolName = nil }
    default:
      guard step.protocolName != nil else { throw reader.missing("venue") }
    }
    switch known {
    case .swap:
      step.receive = try firstText(reader, isOrder ? ["token_out", "target_token"] : ["token_out"])
    case .stake, .unstake, .claim:
      let target = isOrder ? try reader.optionalText("target_token") : nil
      step.receive = try reader.optionalText("token_out") ?? target
    default: break
    }
    let chain = try reader.optionalText("chain") ?? "ethereum"
    var action = OnChainAction(chain: chain, steps: [step])
    action.requirements.maximumSlippage = try reader.rate("slippage_tolerance", unitsPerOne: 1)
    return action
  }
}
