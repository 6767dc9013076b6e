import TradingModel

/// Which client order ids a market accepts, and the parameter that carries them.
public struct ClientOrderIDRule: Hashable, Sendable {
  /// The market.
  public var market: Market
  /// The parameter's name when an order is placed.
  public var parameter: String
  /// The characters allowed, ranges written out: `A-Za-z0-9_-`.
  public var characters: String
  /// The most characters.
  public var maximumLength: Int
  private let low: UInt64
  private let high: UInt64

  /// A rule; nil when `characters` is not a list of ASCII characters and ranges of them.
  public init?(market: Market, parameter: String, characters: String, maximumLength: Int) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    let bytes = Array(characters.utf8)
    var index = 0
    while index < bytes.count {
      let isRange = index + 2 < bytes.count && bytes[index + 1] == UInt8(ascii: "-")
      let last = isRange ? bytes[index + 2] : bytes[index]
      guard bytes[index] > 0x20, last < 0x7F, bytes[index] <= last else { return nil }
      for byte in bytes[index]...last {
        if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
      }
      index += isRange ? 3 : 1
    }
    self.market = market
    self.parameter = parameter
    self.characters = characters
    self.maximumLength = maximumLength
    self.low = low
    self.high = high
  }

  /// Whether a venue of this rule accepts an id.
  public func accepts(_ id: String) -> Bool {
    guard !id.isEmpty, id.utf8.count <= maximumLength else { return false }
    return id.utf8.allSatisfy { byte in
      byte < 64
        ? low >> UInt64(byte) & 1 == 1 : byte < 128 && high >> UInt64(byte - 64) & 1 == 1
    }
  }
}
