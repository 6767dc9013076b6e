import FixedPoint
import JSON
import TradingModel
import VenueDefinitions

extension StreamScanner {
  static let bybitKeys = JSONKeyTable([
    "topic", "data", "symbol", "orderId", "orderLinkId", "side", "orderStatus", "price", "qty",
    "cumExecQty", "avgPrice", "cumExecFee", "updatedTime", "execId", "execPrice", "execQty",
    "execFee", "execTime", "orderPrice", "orderQty", "isMaker", "feeCurrency", "execType",
    "marketUnit",
  ])

  /// `order` and `execution`, all-in-one or by category. The topic stands before the data.
  func scanBybit(_ scanner: inout JSONScanner, into updates: inout [StreamUpdate]) -> Bool {
    guard scanner.beginObject() else { return false }
    var isKnown = false
    var hasData = false
    while let key = scanner.nextMember() {
      switch keys.index(of: key) {
      case 0:
        let topic = scanner.string()
        let first = scanner.eightBytes(at: topic.lowerBound)
        let isOrder = first & 0xff_ffff_ffff == 0x72_6564_726f  // order
        let isExecution = first == 0x6f69_7475_6365_7865  // executio
        let next = scanner.byte(at: topic.lowerBound + 5)
        isKnown =
          (isOrder && (next == UInt8(ascii: "\"") || next == UInt8(ascii: ".")))
          || (isExecution && !isFast(scanner, topic))
      case 1:
        guard isKnown, scanner.beginArray() else { return false }
        while scanner.nextElement() {
          updates.append(StreamUpdate())
          guard readBybit(&scanner, &updates[updates.count - 1]) else { return false }
        }
        hasData = true
      default: scanner.skip()
      }
    }
    return hasData
  }

  /// `execution.fast` has no fee.
  private func isFast(_ scanner: JSONScanner, _ topic: Range<Int>) -> Bool {
    topic.count > 9 && scanner.byte(at: topic.lowerBound + 10) == UInt8(ascii: "f")
  }

  private func readBybit(
    _ scanner: inout JSONScanner, _ update: inout StreamUpdate
  ) -> Bool {
    guard scanner.beginObject() else { return false }
    while let key = scanner.nextMember() {
      switch keys.index(of: key) {
      case 2: update.symbol = Self.text(&scanner)
      case 3: update.orderID = Self.text(&scanner)
      case 4: update.clientOrderID = Self.text(&scanner)
      case 5: update.side = Self.side(&scanner)
      case 6: update.status = status(&scanner)
      case 7, 18: update.price = Self.amount(&scanner)
      case 8, 19: update.quantity = Self.amount(&scanner)
      case 9: update.cumulativeQuantity = Self.amount(&scanner)
      case 10: update.averagePrice = Self.amount(&scanner)
      case 11, 16: update.fee = Self.number(&scanner)
      case 12, 17: update.time = scanner.integer() ?? 0
      case 13: update.tradeID = Self.text(&scanner)
      case 14: update.lastPrice = Self.amount(&scanner)
      case 15: update.lastQuantity = Self.amount(&scanner)
      case 20: update.isMaker = scanner.flag()
      case 21: update.feeAsset = Self.text(&scanner)
      case 22:
        // Funding, settlements and the like are no fills of an order.
        let kind = scanner.string()
        guard kind.count == 5, scanner.byte(at: kind.lowerBound) == UInt8(ascii: "T") else {
          return false
        }
      case 23:
        // An order by value counts its quantity in quote units.
        let unit = scanner.string()
        if unit.count > 0, scanner.byte(at: unit.lowerBound) == UInt8(ascii: "q") { return false }
      default: scanner.skip()
      }
    }
    return update.orderID.count > 0 && update.symbol.count > 0
      && (update.status != nil || update.tradeID.count > 0)
  }
}
