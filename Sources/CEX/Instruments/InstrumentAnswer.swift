import FixedPoint
import JSON
import TradingModel

/// Reads a venue's own answer about its instruments, whoever wrapped it.
public struct InstrumentAnswer: Sendable {
  /// The venue it belongs to.
  public let venue: String
  /// Its instruments; only spot and linear perpetuals.
  public let instruments: [InstrumentRules]

  /// Recognises Binance's `exchangeInfo`, Bybit's `instruments-info` and OKX's `instruments` by
  /// their fields, bare or within `data`, `result`, `body`, `response` or `payload`; nil for
  /// anything else. Rows that cannot be read are left out, so that their symbols are unknown.
  public init?(_ node: JSONNode) {
    guard let found = Self.find(node, depth: 0) else { return nil }
    venue = found.venue
    instruments = found.rows.compactMap(found.read)
  }

  private typealias Found = (
    venue: String, rows: [JSONNode], read: (JSONNode) -> InstrumentRules?
  )

  private static func find(_ node: JSONNode, depth: Int) -> Found? {
    if let rows = node.elements { return recognise(rows) }
    guard depth < 4, node.members != nil else { return nil }
    for name in ["symbols", "list", "data", "result", "body", "response", "payload"] {
      if let below = node[name], let found = find(below, depth: depth + 1) { return found }
    }
    return nil
  }

  private static func recognise(_ rows: [JSONNode]) -> Found? {
    guard let first = rows.first else { return nil }
    if first["instId"] != nil { return ("okx", rows, InstrumentRules.okx) }
    if first["filters"] != nil { return ("binance", rows, InstrumentRules.binance) }
    if first["lotSizeFilter"] != nil { return ("bybit", rows, InstrumentRules.bybit) }
    return nil
  }
}
