import FixedPoint
import InstructionLanguage
import TradingModel

extension Instruction {
  /// A market order.
  ///
  /// - Parameters:
  ///   - id: The idempotency key.
  ///   - quantity: Base units.
  ///   - venue: The exchange's name.
  ///   - pair: `ETH/USDT` for spot, `ETH/USDT:USDT` for a perpetual.
  public static func market(
    _ side: Side, _ quantity: Quantity, of pair: String, at venue: String, id: String
  ) -> Instruction {
    let trade = TradeAction(
      venue: venue, market: pair.contains(":") ? .perp : .spot, pair: pair, side: side,
      type: .market, quantity: .exact(quantity))
    return Instruction(id: id, action: .trade(trade))
  }

  /// A limit order that stays until it is filled or cancelled; the other words as for
  /// ``market(_:_:of:at:id:)``.
  public static func limit(
    _ side: Side, _ quantity: Quantity, of pair: String, at venue: String, price: Price,
    id: String
  ) -> Instruction {
    let trade = TradeAction(
      venue: venue, market: pair.contains(":") ? .perp : .spot, pair: pair, side: side,
      type: .limit, quantity: .exact(quantity), price: .exact(price))
    return Instruction(id: id, action: .trade(trade))
  }

  /// Reads an instruction in the JSON language or one of the older dialects.
  ///
  /// - Throws: ``VenuesError`` (usage) saying where and how to mend it.
  public init(json: String, id: String? = nil) throws(VenuesError) {
    do {
      self = try InstructionDecoder.decode(Array(json.utf8), file: "text", defaultID: id)
    } catch {
      throw VenuesError(
        .usage, code: error.code, message: error.finding, path: "\(error.file) \(error.path)",
        hint: error.hint)
    }
  }
}
