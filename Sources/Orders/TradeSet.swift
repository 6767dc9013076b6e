/// The trade numbers of an order's fills, ascending; the first costs no allocation.
struct TradeSet: Hashable, Sendable {
  private var last: UInt64?
  private var earlier: [UInt64] = []

  func contains(_ trade: UInt64) -> Bool {
    guard let last else { return false }
    if trade >= last { return trade == last }
    let index = position(of: trade)
    return index < earlier.count && earlier[index] == trade
  }

  mutating func insert(_ trade: UInt64) {
    guard let known = last else {
      last = trade
      return
    }
    if trade > known {
      earlier.append(known)
      last = trade
    } else if trade < known {
      earlier.insert(trade, at: position(of: trade))
    }
  }

  private func position(of trade: UInt64) -> Int {
    var low = 0
    var high = earlier.count
    while low < high {
      let middle = (low + high) / 2
      if earlier[middle] < trade { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
