import FixedPoint
import JSON
import Orders
import TradingModel

/// One line of W5's instructions, read in place.
struct OrderLine {
  var clientOrderID = ""
  var venue = -1
  var symbol = -1
  var side = Side.buy
  var isMarket = false
  var isReducing = false
  var isPostOnly = false
  var timeInForce = TimeInForce.gtc
  var quantity = Quantity.zero
  var price: Price?
  var reference = Price.zero

  static let symbols = ["BTC", "ETH", "SOL"]
  static let venues = ["binance", "bybit", "okx"]
  private static let keys = JSONKeyTable([
    "id", "venue", "market", "symbol", "side", "type", "qty", "price", "tif", "ref", "reduceOnly",
  ])
  private static let venueWords = JSONKeyTable(["binance", "bybit", "okx"])
  private static let symbolWords = JSONKeyTable(["BTCUSDT", "ETHUSDT", "SOLUSDT"])
  private static let words = JSONKeyTable([
    "buy", "sell", "limit", "market", "GTC", "IOC", "PostOnly", "perp",
  ])

  /// Nil for anything but a line of the workload.
  init?(_ line: UnsafeRawBufferPointer) {
    var scanner = JSONScanner(line)
    guard scanner.beginObject() else { return nil }
    while let key = scanner.nextMember() {
      switch Self.keys.index(of: key) {
      case 0:
        let range = scanner.string()
        clientOrderID = String(
          decoding: UnsafeRawBufferPointer(rebasing: line[range]), as: UTF8.self)
      case 1: venue = Int(Self.venueWords.index(of: scanner.word(scanner.string())))
      case 2: guard Self.word(&scanner) == 7 else { return nil }
      case 3: symbol = Int(Self.symbolWords.index(of: scanner.word(scanner.string())))
      case 4: guard readSide(&scanner) else { return nil }
      case 5: guard readType(&scanner) else { return nil }
      case 6: quantity = Quantity(Decimal18(mantissa: scanner.decimal() ?? 0))
      case 7: price = scanner.decimal().map { Price(Decimal18(mantissa: $0)) }
      case 8: guard readTime(&scanner) else { return nil }
      case 9: reference = Price(Decimal18(mantissa: scanner.decimal() ?? 0))
      case 10: isReducing = scanner.flag()
      default: scanner.skip()
      }
    }
    guard scanner.isAtEnd(), venue < 3, symbol < 3, venue >= 0, symbol >= 0 else { return nil }
  }

  private static func word(_ scanner: inout JSONScanner) -> UInt8 {
    words.index(of: scanner.word(scanner.string()))
  }

  private mutating func readSide(_ scanner: inout JSONScanner) -> Bool {
    let word = Self.word(&scanner)
    side = word == 0 ? .buy : .sell
    return word < 2
  }

  private mutating func readType(_ scanner: inout JSONScanner) -> Bool {
    let word = Self.word(&scanner)
    isMarket = word == 3
    return word == 2 || word == 3
  }

  private mutating func readTime(_ scanner: inout JSONScanner) -> Bool {
    let word = Self.word(&scanner)
    timeInForce = word == 5 ? .ioc : .gtc
    isPostOnly = word == 6
    return (4...6).contains(word)
  }

  /// Writes what the line asks for into a request for its instrument.
  func fill(_ request: inout OrderRequest) {
    request.side = side
    request.type = isMarket ? .market : .limit
    request.quantity = quantity
    request.price = isMarket ? nil : price
    request.timeInForce = isMarket ? .gtc : timeInForce
    request.postOnly = !isMarket && isPostOnly
    request.reduceOnly = isReducing
  }
}
