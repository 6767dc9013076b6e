import TradingModel

/// A set of orders as one bit for each id: a change costs the same however many work.
struct OrderSet: Sendable {
  private var words: [UInt64] = []

  mutating func reserveCapacity(_ orders: Int) { words.reserveCapacity(orders / 64 + 1) }

  mutating func set(_ id: OrderID, _ isMember: Bool) {
    let word = Int(id.raw / 64)
    while words.count <= word { words.append(0) }
    let bit: UInt64 = 1 << (id.raw % 64)
    if isMember { words[word] |= bit } else { words[word] &= ~bit }
  }

  var ascending: [OrderID] {
    var result: [OrderID] = []
    for place in words.indices {
      var rest = words[place]
      while rest != 0 {
        result.append(OrderID(UInt64(place * 64 + rest.trailingZeroBitCount)))
        rest &= rest - 1
      }
    }
    return result
  }
}
