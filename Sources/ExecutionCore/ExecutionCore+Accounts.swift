import Portfolio
import TradingModel

/// What venues book by themselves.
extension ExecutionCore {
  /// Books a line of a venue's ledger: funding is profit or loss, what the owner brings or takes is
  /// neither.
  mutating func handle(_ entry: AccountEntry, _ effects: inout [Effect]) {
    guard catalog.venues.indices.contains(entry.venue.index),
      catalog.assets.indices.contains(entry.asset.index)
    else { return publish(.systemError, nil, "a ledger line of no venue or coin", &effects) }
    switch entry.kind {
    case .funding(let instrument):
      book(&effects) { books, sequence, time throws(PortfolioError) in
        try books.bookFunding(instrument, amount: entry.amount, sequence: sequence, time: time)
      }
    case .owner:
      let movement = Movement(
        key: catalog.balanceKey(venue: entry.venue, asset: entry.asset), amount: entry.amount,
        cause: .opening)
      book(&effects) { books, sequence, time throws(PortfolioError) in
        try books.open([movement], sequence: sequence, time: time)
      }
    }
  }

  /// Says that a venue holds something the books do not, and marks it.
  mutating func distrust(_ venue: VenueID, _ reason: String, _ effects: inout [Effect]) {
    guard catalog.venues.indices.contains(venue.index) else { return }
    portfolio.distrust(venue)
    publish(.systemError, nil, "\(catalog[venue].name) is not reconciled: \(reason)", &effects)
    effects.append(.positionsChanged(sequence: sequence))
  }
}
