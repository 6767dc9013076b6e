import FixedPoint
import JSON
import TradingModel
import VenueDefinitions

/// Reads the order and fill messages of a venue's private streams without building anything: the
/// hot path beside the decoders, which say the same of every message both read. What it does not
/// know, or finds odd in any way, it leaves to them.
public struct StreamScanner: Sendable {
  let venue: Venue
  let keys: JSONKeyTable
  let statuses: JSONKeyTable
  let meanings: [WireOrderStatus]

  enum Venue: Sendable { case binance, bybit, okx }

  /// A scanner for a venue; nil where it has no private streams we know.
  public init?(_ definition: VenueDefinition) {
    switch definition.id {
    case "binance":
      venue = .binance
      keys = Self.binanceKeys
    case "bybit":
      venue = .bybit
      keys = Self.bybitKeys
    case "okx":
      venue = .okx
      keys = Self.okxKeys
    default: return nil
    }
    let words = definition.wire.orderStatuses.sorted { $0.key < $1.key }
    statuses = JSONKeyTable(words: words.map(\.key))
    // A word too long for the table is left to the decoders.
    meanings = words.map(\.value)
  }

  /// Appends the updates of one frame. False, and nothing appended, where the frame is anything but
  /// orders or fills in their usual form: then the decoder has the word.
  public func scan(_ frame: UnsafeRawBufferPointer, into updates: inout [StreamUpdate]) -> Bool {
    let before = updates.count
    var scanner = JSONScanner(frame)
    let isRead: Bool
    switch venue {
    case .binance: isRead = scanBinance(&scanner, into: &updates)
    case .bybit: isRead = scanBybit(&scanner, into: &updates)
    case .okx: isRead = scanOKX(&scanner, into: &updates)
    }
    if isRead && scanner.isAtEnd() { return true }
    updates.removeLast(updates.count - before)
    return false
  }

  /// The status a word stands for; nil for a word the table does not have.
  func status(_ scanner: inout JSONScanner) -> WireOrderStatus? {
    let index = Int(statuses.index(of: scanner.word(scanner.string())))
    guard index < meanings.count else {
      scanner.fail()
      return nil
    }
    return meanings[index]
  }

  /// An id or symbol, as a string or a number.
  static func text(_ scanner: inout JSONScanner) -> InlineText {
    guard let text = InlineText(scanner, scanner.scalar()) else {
      scanner.fail()
      return InlineText()
    }
    return text
  }

  /// A decimal; none is zero.
  static func number<Number: ExactNumber>(_ scanner: inout JSONScanner) -> Number {
    Number(Decimal18(mantissa: scanner.decimal() ?? 0))
  }

  /// A decimal that cannot be below zero.
  static func amount<Number: ExactNumber>(_ scanner: inout JSONScanner) -> Number {
    let value: Number = number(&scanner)
    if value.isNegative { scanner.fail() }
    return value
  }

  /// Buy or sell, by its first letter.
  static func side(_ scanner: inout JSONScanner) -> Side {
    let range = scanner.string()
    switch (scanner.byte(at: range.lowerBound) | 0x20, range.count) {
    case (UInt8(ascii: "b"), 3): return .buy
    case (UInt8(ascii: "s"), 4): return .sell
    default:
      scanner.fail()
      return .buy
    }
  }
}
