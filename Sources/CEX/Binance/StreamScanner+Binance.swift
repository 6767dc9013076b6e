import FixedPoint
import JSON
import TradingModel
import VenueDefinitions

extension StreamScanner {
  static let binanceKeys = JSONKeyTable([
    "e", "o", "s", "c", "C", "S", "X", "x", "i", "q", "p", "l", "L", "z", "ap", "n", "N", "T", "t",
    "m", "data", "event",
  ])

  /// `executionReport`, or `ORDER_TRADE_UPDATE` with its `o`, bare or within `data` or `event`.
  func scanBinance(_ scanner: inout JSONScanner, into updates: inout [StreamUpdate]) -> Bool {
    updates.append(StreamUpdate())
    var isOrder = false
    readBinance(&scanner, &updates[updates.count - 1], &isOrder, depth: 0)
    guard let update = updates.last else { return false }
    return isOrder && update.status != nil && update.orderID.count > 0 && update.symbol.count > 0
  }

  private func readBinance(
    _ scanner: inout JSONScanner, _ update: inout StreamUpdate, _ isOrder: inout Bool, depth: Int
  ) {
    guard depth < 3, scanner.beginObject() else { return scanner.fail() }
    var cancelled = InlineText()
    var isFill = false
    var trade = InlineText()
    while let key = scanner.nextMember() {
      switch keys.index(of: key) {
      case 0: isOrder = isOrderEvent(&scanner)
      case 1 where scanner.peek() == UInt8(ascii: "{"):
        readBinance(&scanner, &update, &isOrder, depth: depth + 1)
      case 20, 21: readBinance(&scanner, &update, &isOrder, depth: depth + 1)
      case 2: update.symbol = Self.text(&scanner)
      case 3: update.clientOrderID = Self.text(&scanner)
      case 4: cancelled = Self.text(&scanner)
      case 5: update.side = Self.side(&scanner)
      case 6: update.status = status(&scanner)
      case 7:
        let range = scanner.string()
        isFill = range.count == 5 && scanner.byte(at: range.lowerBound) == UInt8(ascii: "T")
        if scanner.byte(at: range.lowerBound) == UInt8(ascii: "C"), range.count == 10 {
          scanner.fail()
        }
      case 8: update.orderID = Self.text(&scanner)
      case 9: update.quantity = Self.amount(&scanner)
      case 10: update.price = Self.amount(&scanner)
      case 11: update.lastQuantity = Self.amount(&scanner)
      case 12: update.lastPrice = Self.amount(&scanner)
      case 13: update.cumulativeQuantity = Self.amount(&scanner)
      case 14: update.averagePrice = Self.amount(&scanner)
      case 15: update.fee = Self.number(&scanner)
      case 16: update.feeAsset = Self.text(&scanner)
      case 17: update.time = scanner.integer() ?? 0
      case 18: trade = Self.text(&scanner)
      case 19: update.isMaker = scanner.flag()
      default: scanner.skip()
      }
    }
    if cancelled.count > 0 { update.clientOrderID = cancelled }
    if isFill { update.tradeID = trade }
  }

  private func isOrderEvent(_ scanner: inout JSONScanner) -> Bool {
    let range = scanner.string()
    let first = scanner.byte(at: range.lowerBound)
    let isOrder =
      (range.count == 15 && first == UInt8(ascii: "e"))
      || (range.count == 18 && first == UInt8(ascii: "O"))
    if !isOrder { scanner.fail() }
    return isOrder
  }
}
