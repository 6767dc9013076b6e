import CBenchmarkReference

/// The event mix of the core benchmark: 50 % quotes, 15 % trades, 13 % new orders, 14 % fills, 8 %
/// cancels (half asked for, half confirmed) over 32 spot and 32 perpetual markets, at most 4,096
/// orders working. Every order is acceptable and every fill fits its order.
struct CoreEvents {
  static let pairs = 32
  static let workingLimit = 4096

  private struct Working {
    let order: UInt32
    let instrument: Int
    let isSell: Bool
    let price: Int64
    var lots: Int64
    var isCanceling = false
  }

  private var generator = SplitMix(seed: 7)
  private var prices: [Int64]
  private var working: [Working] = []
  private var orders: UInt32 = 0

  /// The first quote of every market, then the mix.
  static func make(count: Int) -> (events: [reference_event], orders: Int) {
    var source = CoreEvents()
    var events: [reference_event] = []
    events.reserveCapacity(count + 2 * pairs)
    for instrument in 0..<2 * pairs { events.append(source.quote(instrument)) }
    for _ in 0..<count { events.append(source.next()) }
    return (events, Int(source.orders))
  }

  private init() {
    prices = (0..<2 * Self.pairs).map { 10_000 + Int64($0 % Self.pairs) * 5_000 }
  }

  private mutating func next() -> reference_event {
    let draw = generator.below(100)
    let instrument = generator.below(2 * Self.pairs)
    switch draw {
    case 0..<50: return quote(instrument)
    case 50..<65: return trade(instrument)
    case 65..<78 where working.count < Self.workingLimit: return order(instrument)
    case 78..<92 where !working.isEmpty: return fill()
    case 92..<100 where !working.isEmpty: return cancel()
    default: return quote(instrument)
    }
  }

  private mutating func quote(_ instrument: Int) -> reference_event {
    prices[instrument] = max(1_000, prices[instrument] + Int64(generator.below(21)) - 10)
    var event = reference_event()
    event.instrument = UInt16(instrument)
    event.bid = prices[instrument]
    event.ask = prices[instrument] + 1 + Int64(generator.below(3))
    return event
  }

  private mutating func trade(_ instrument: Int) -> reference_event {
    var event = reference_event()
    event.kind = 1
    event.instrument = UInt16(instrument)
    event.bid = prices[instrument] + Int64(generator.below(3))
    return event
  }

  private mutating func order(_ instrument: Int) -> reference_event {
    orders += 1
    let isSell = generator.below(2) == 1
    let price = prices[instrument] + Int64(generator.below(41)) - 20
    let lots = Int64(1_000 + generator.below(9_000))
    working.append(
      Working(order: orders, instrument: instrument, isSell: isSell, price: price, lots: lots))
    var event = reference_event()
    event.kind = 2
    event.is_sell = isSell ? 1 : 0
    event.instrument = UInt16(instrument)
    event.order = orders
    event.bid = price
    event.quantity = lots
    return event
  }

  private mutating func fill() -> reference_event {
    let place = generator.below(working.count)
    var lots = working[place].lots
    if generator.below(10) < 3, lots > 1 { lots /= 2 }
    var event = reference_event()
    event.kind = 3
    event.is_sell = working[place].isSell ? 1 : 0
    event.instrument = UInt16(working[place].instrument)
    event.order = working[place].order
    event.bid = working[place].price
    event.quantity = lots
    working[place].lots -= lots
    if working[place].lots == 0 { remove(place) }
    return event
  }

  private mutating func cancel() -> reference_event {
    let place = generator.below(working.count)
    var event = reference_event()
    event.kind = working[place].isCanceling ? 5 : 4
    event.instrument = UInt16(working[place].instrument)
    event.order = working[place].order
    event.is_sell = working[place].isSell ? 1 : 0
    if working[place].isCanceling {
      remove(place)
    } else if generator.below(2) == 0, let asked = working.firstIndex(where: \.isCanceling) {
      event.kind = 5
      event.instrument = UInt16(working[asked].instrument)
      event.order = working[asked].order
      event.is_sell = working[asked].isSell ? 1 : 0
      remove(asked)
    } else {
      working[place].isCanceling = true
    }
    return event
  }

  private mutating func remove(_ place: Int) {
    working.swapAt(place, working.count - 1)
    working.removeLast()
  }
}
