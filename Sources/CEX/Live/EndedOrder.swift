import TradingModel

/// An order that has ended, kept so that what is told of it late is still known as its own.
struct EndedOrder: Sendable {
  let order: Order
  let instrument: Instrument
  let venueIDs: [String]
  var trades: Set<UInt64>
}
