import CEX
import Foundation
import JSON
import Venues

/// Reads a folder of the venues' own instrument answers. Files are known by what they hold, not by
/// their names; docs/wire-tools.md has the names to use.
enum InstrumentFolder {
  /// The largest file read, in bytes.
  private static let maximumSize = 64 << 20

  static func read(_ folder: String) throws -> [String: InstrumentBook] {
    let files = try files(folder)
    var found: [String: [InstrumentRules]] = [:]
    for file in files {
      guard let data = FileManager.default.contents(atPath: file), data.count <= maximumSize else {
        throw failure("\(file) cannot be read, or is larger than \(maximumSize) bytes")
      }
      let node: JSONNode
      do {
        node = try JSONNode(parsing: Array(data))
      } catch {
        throw failure("\(file) is no JSON: \(error)")
      }
      guard let answer = InstrumentAnswer(node) else { continue }
      found[answer.venue, default: []] += answer.instruments
    }
    guard !found.isEmpty else {
      let names = files.map { $0.dropFirst(folder.count) }.joined(separator: ", ")
      throw failure(
        "\(folder) holds no answer of Binance's exchangeInfo, Bybit's instruments-info or OKX's"
          + " instruments; searched: \(names.isEmpty ? "no .json file" : names)"
      )
    }
    return Dictionary(
      uniqueKeysWithValues: found.map { venue, rules in
        (venue, InstrumentBook(source: folder, rules))
      })
  }

  /// The .json files of a folder and of its subfolders, in the order of their names.
  private static func files(_ folder: String) throws -> [String] {
    guard let names = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] else {
      throw failure("\(folder) is no folder that can be read")
    }
    return names.filter { $0.hasSuffix(".json") }.sorted().prefix(256).map { "\(folder)/\($0)" }
  }

  private static func failure(_ message: String) -> VenuesError {
    VenuesError(
      .configuration, code: "instruments", message: message,
      hint:
        "Put the venues' answers there: binance-spot.json, binance-linear.json, bybit-spot.json,"
        + " bybit-linear.json, okx-spot.json, okx-swap.json."
    )
  }
}
