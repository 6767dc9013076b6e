import TradingModel
import VenueDefinitions

/// The account's ledger, a day of it at a time.
extension VenueSession {
  private static let day: Int64 = 86_400_000

  /// Reads what the venue booked beside trades between two times in venue milliseconds, both
  /// included.
  func readLedger(
    since: Int64, until: Int64,
    _ completion: @escaping @Sendable (Result<LedgerReading, CallFailure>) -> Void
  ) {
    var query = GatewayQuery(kind: .ledger)
    query.since = since
    query.until = min(until, since + Self.day)
    readLedger(query, part: 0, until: until, LedgerReading(), completion)
  }

  private func readLedger(
    _ query: GatewayQuery, part: Int, until: Int64, _ reading: LedgerReading,
    _ completion: @escaping @Sendable (Result<LedgerReading, CallFailure>) -> Void
  ) {
    let parts: Int
    do throws(GatewayRefusal) {
      parts = try self.parts(of: .query(query), .perp)
    } catch {
      return completion(.failure(.notSent("\(error.code): \(error.message)")))
    }
    guard part < parts else {
      guard let end = query.until, end < until else { return completion(.success(reading)) }
      var next = query
      next.since = end + 1
      next.until = min(until, end + 1 + Self.day)
      return readLedger(next, part: 0, until: until, reading, completion)
    }
    call(.query(query), .perp, .listLedger, part: part) { [weak self] result in
      switch result {
      case .failure(let failure): completion(.failure(failure))
      case .success(let decoded):
        guard let self else { return completion(.failure(.notSent("the session ended"))) }
        var reading = reading
        reading.lines += decoded.ledgerLines
        if decoded.ledgerRows >= ledgerPage { reading.isCut = true }
        readLedger(query, part: part + 1, until: until, reading, completion)
      }
    }
  }

  /// Most rows of one answer. Sources: USDS-M "Get Income History", docs v5
  /// account/transaction-log, OKX "Get bills details".
  private var ledgerPage: Int {
    switch definition.id {
    case "binance": 1000
    case "bybit": 50
    default: 100
    }
  }
}
