import FixedPoint
import JSON
import TradingModel
import VenueDefinitions

extension StreamScanner {
  static let okxKeys = JSONKeyTable([
    "arg", "data", "channel", "instId", "ordId", "clOrdId", "side", "state", "px", "sz",
    "accFillSz", "avgPx", "fillFee", "fillFeeCcy", "fillPx", "fillSz", "tradeId", "uTime",
    "execType", "tgtCcy",
  ])

  /// The `orders` channel. The argument stands before the data.
  func scanOKX(_ scanner: inout JSONScanner, into updates: inout [StreamUpdate]) -> Bool {
    guard scanner.beginObject() else { return false }
    var isKnown = false
    var hasData = false
    while let key = scanner.nextMember() {
      switch keys.index(of: key) {
      case 0: isKnown = isOrdersChannel(&scanner)
      case 1:
        guard isKnown, scanner.beginArray() else { return false }
        while scanner.nextElement() {
          updates.append(StreamUpdate())
          guard readOKX(&scanner, &updates[updates.count - 1]) else { return false }
        }
        hasData = true
      default: scanner.skip()
      }
    }
    return hasData
  }

  private func isOrdersChannel(_ scanner: inout JSONScanner) -> Bool {
    guard scanner.beginObject() else { return false }
    var isOrders = false
    while let key = scanner.nextMember() {
      if keys.index(of: key) == 2 {
        let channel = scanner.string()
        let word = scanner.eightBytes(at: channel.lowerBound) & 0xffff_ffff_ffff
        isOrders = channel.count == 6 && word == 0x7372_6564_726f  // orders
      } else {
        scanner.skip()
      }
    }
    return isOrders
  }

  private func readOKX(
    _ scanner: inout JSONScanner, _ update: inout StreamUpdate
  ) -> Bool {
    guard scanner.beginObject() else { return false }
    while let key = scanner.nextMember() {
      switch keys.index(of: key) {
      case 3: update.symbol = Self.text(&scanner)
      case 4: update.orderID = Self.text(&scanner)
      case 5: update.clientOrderID = Self.text(&scanner)
      case 6: update.side = Self.side(&scanner)
      case 7: update.status = status(&scanner)
      case 8: update.price = Self.amount(&scanner)
      case 9: update.quantity = Self.amount(&scanner)
      case 10: update.cumulativeQuantity = Self.amount(&scanner)
      case 11: update.averagePrice = Self.amount(&scanner)
      case 12:
        let paid: Quantity = Self.number(&scanner)
        update.fee = Quantity(Decimal18(mantissa: 0 &- paid.value.mantissa))
      case 13: update.feeAsset = Self.text(&scanner)
      case 14: update.lastPrice = Self.amount(&scanner)
      case 15: update.lastQuantity = Self.amount(&scanner)
      case 16: update.tradeID = Self.text(&scanner)
      case 17: update.time = scanner.integer() ?? 0
      case 18:
        let kind = scanner.string()
        if kind.count == 1 { update.isMaker = scanner.byte(at: kind.lowerBound) == 0x4d }
      case 19:
        // An order by value counts its size in quote units.
        let unit = scanner.string()
        if unit.count > 0, scanner.byte(at: unit.lowerBound) == UInt8(ascii: "q") { return false }
      default: scanner.skip()
      }
    }
    return update.orderID.count > 0 && update.symbol.count > 0 && update.status != nil
  }
}
