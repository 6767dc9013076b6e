/// The trade numbers of every order's fills in one table, each order's chained from its latest, so
/// that a fill costs no allocation of its own.
struct TradeLog: Sendable {
  private struct Link: Sendable {
    let trade: UInt64
    let earlier: Int32
  }

  /// The end of a chain.
  static let none: Int32 = -1

  private var links: [Link] = []

  mutating func reserveCapacity(_ fills: Int) { links.reserveCapacity(fills) }

  /// Whether a chain has a trade.
  func contains(_ trade: UInt64, from latest: Int32) -> Bool {
    var place = latest
    while place >= 0 {
      if links[Int(place)].trade == trade { return true }
      place = links[Int(place)].earlier
    }
    return false
  }

  /// Adds a trade to a chain and answers its new beginning.
  mutating func append(_ trade: UInt64, to latest: Int32) -> Int32 {
    links.append(Link(trade: trade, earlier: latest))
    return Int32(clamping: links.count - 1)
  }
}
