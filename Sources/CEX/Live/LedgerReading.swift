/// What a venue's ledger has between two times.
struct LedgerReading: Sendable {
  var lines: [LedgerLine] = []
  /// Whether a page was full, so that lines may be missing.
  var isCut = false
}
