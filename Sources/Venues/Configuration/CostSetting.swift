import FixedPoint
import Glibc
import TradingModel

/// A row of the cost table as a configuration writes it: what taking liquidity costs at a venue's
/// market of a pair, for orders up to a value.
public struct CostSetting: Hashable, Sendable {
  /// Name of the venue.
  public let venue: String
  /// `spot`, `perp` or `swap`.
  public let market: String
  /// The pair as instructions write it; of a swap the two tokens, in either order.
  public let pair: String
  /// Largest order value it holds for, in quote units.
  public let notional: Money
  /// The cost in basis points.
  public let basisPoints: Decimal18

  static let markets = ["spot", "perp", "swap"]
  static let header = "venue,market,pair,notional,bps"
  /// Largest cost file read, in bytes.
  static let maximumSize = 1 << 20

  /// Reads `costs` and, where it is named, the file of `costsFile`.
  ///
  /// - Throws: ``ConfigurationError`` naming the entry or the file's line.
  static func list(_ fields: ConfigurationFields) throws(ConfigurationError) -> [CostSetting] {
    var rows: [CostSetting] = []
    for entry in try fields.pairs("costs", isOptional: true) {
      guard let found = parse(entry.key, entry.value) else {
        throw fields.failure(
          "costs.\(entry.key)", "is '\(entry.value)'",
          "Write \"binance spot ETH/USDT\": \"10000:5 100000:7 1000000:13\" (order value:basis "
            + "points); markets: \(markets.joined(separator: ", ")).")
      }
      rows += found
    }
    if let path = try fields.optionalValue("costsFile", "a path", { $0.isEmpty ? nil : $0 }) {
      rows += try file(path, fields)
    }
    for (index, row) in rows.enumerated()
    where rows[..<index].contains(where: { $0.isOf(row) && $0.notional == row.notional }) {
      throw fields.failure(
        "costs", "has \(row.place) up to \(row.notional) twice", "Leave one of them away.")
    }
    return rows.sorted { ($0.place, $0.notional) < ($1.place, $1.notional) }
  }

  /// The rows as entries of `costs`, one for each place.
  static func entries(_ rows: [CostSetting]) -> [(String, String)] {
    var entries: [(String, String)] = []
    for row in rows {
      let text = "\(row.notional):\(row.basisPoints)"
      if entries.last?.0 == row.place {
        entries[entries.count - 1].1 += " " + text
      } else {
        entries.append((row.place, text))
      }
    }
    return entries
  }

  /// `binance spot ETH/USDT`
  var place: String { "\(venue) \(market) \(pair)" }

  private func isOf(_ other: CostSetting) -> Bool { place == other.place }

  private static func parse(_ place: String, _ text: String) -> [CostSetting]? {
    let words = place.split(separator: " ").map(String.init)
    guard words.count == 3, markets.contains(words[1]) else { return nil }
    var rows: [CostSetting] = []
    for part in text.split(separator: " ") {
      let sides = part.split(separator: ":").map(String.init)
      guard sides.count == 2, let row = row(words, sides[0], sides[1]) else { return nil }
      rows.append(row)
    }
    return rows.isEmpty ? nil : rows
  }

  private static func row(
    _ place: [String], _ notional: String, _ points: String
  ) -> CostSetting? {
    guard let notional = Money(notional), notional.isPositive, let value = Decimal18(points),
      RunConfiguration.rate(points) != nil, place.allSatisfy({ !$0.isEmpty })
    else { return nil }
    return CostSetting(
      venue: place[0], market: place[1], pair: place[2], notional: notional, basisPoints: value)
  }

  private static func file(
    _ path: String, _ fields: ConfigurationFields
  ) throws(ConfigurationError) -> [CostSetting] {
    guard let text = contents(of: path) else {
      throw fields.failure(
        "costsFile", "is '\(path)', which cannot be read",
        "Name a CSV file of at most 1 MiB with the columns \(header).")
    }
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    guard lines.first.map(String.init) == header else {
      throw fields.failure(
        "costsFile", "\(path):1 is '\(lines.first ?? "")'", "The first line must be \(header).")
    }
    var rows: [CostSetting] = []
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 5, markets.contains(cells[1]),
        let row = row(Array(cells[..<3]), cells[3], cells[4])
      else {
        throw fields.failure(
          "costsFile", "\(path):\(index + 1) is '\(line)'",
          "Write \(header), as in bybit,spot,ETH/USDT,10000,5; markets: "
            + "\(markets.joined(separator: ", ")).")
      }
      rows.append(row)
    }
    return rows
  }

  private static func contents(of path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: maximumSize + 1)
    let count = fread(&bytes, 1, bytes.count, file)
    guard ferror(file) == 0, count <= maximumSize else { return nil }
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
