import TradingModel

/// What the hot path needs of an instrument.
struct InstrumentState: Sendable {
  let venue: VenueID
  let isPerp: Bool
  let base: Int
  let quote: Int
  let settle: Int
  /// The spot instrument whose price splits a perpetual's moves; -1 for none.
  let referenceSpot: Int
  /// The first perpetual whose moves this spot instrument splits; -1 for none.
  var firstDependent = -1
  /// The next perpetual with the same reference; -1 for none.
  var nextDependent = -1
  /// Last price accepted; zero while none is known.
  var price: Int128 = 0
  /// When the venue last stated a mark.
  var markTime = Timestamp(nanoseconds: .min)
  /// Place in the position book of what is traded; -1 until it is first booked.
  var tradedSlot = -1
  /// Place in the position book of what is paid with; -1 until it is first booked.
  var moneySlot = -1

  /// What is paid with: the quote of spot, the settle asset of a perpetual.
  var money: Int { isPerp ? settle : quote }
}

extension InstrumentState {
  /// The states of a catalog's instruments. A perpetual's reference is the spot instrument of the
  /// same base and quote, at its own venue where there is one.
  static func table(of catalog: Catalog) -> [InstrumentState] {
    var table = catalog.instruments.map { instrument in
      InstrumentState(
        venue: instrument.venue, isPerp: instrument.market == .perp, base: instrument.base.index,
        quote: instrument.quote.index, settle: instrument.settle.index,
        referenceSpot: reference(of: instrument, in: catalog))
    }
    for index in table.indices.reversed() where table[index].referenceSpot >= 0 {
      table[index].nextDependent = table[table[index].referenceSpot].firstDependent
      table[table[index].referenceSpot].firstDependent = index
    }
    return table
  }

  private static func reference(of perp: Instrument, in catalog: Catalog) -> Int {
    guard perp.market == .perp else { return -1 }
    let spots = catalog.instruments.filter {
      $0.market == .spot && $0.base == perp.base && $0.quote == perp.quote
    }
    let own = spots.first { $0.venue == perp.venue }
    return (own ?? spots.first)?.id.index ?? -1
  }
}
