import ArgumentParser
import FixedPoint
import JSON
import TradingModel
import Venues

/// `venues list`: what instructions may name.
struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List venues, instruments, assets or operations.")

  @Argument(help: "venues, instruments, assets or operations.") var what: String
  @Option(name: .customLong("venues-dir"), help: "Venue definitions laid over the embedded ones.")
  var venuesDirectory: String?
  @Flag(help: "JSON.") var json = false

  func run() async throws {
    try await Output.run(json: json) {
      let factory = try ExecutionInterfaceFactory(
        configuration: try Setup.configuration(file: nil), venuesDirectory: venuesDirectory)
      let (header, rows) = try table(factory.catalog)
      if json {
        var writer = JSONWriter()
        writer.array(rows) { json, row in
          json.object { json in
            for (name, cell) in zip(header, row) { json.field(name, cell) }
          }
        }
        print(writer.text)
      } else {
        var text = TextTable(header: header, rightAligned: [])
        for row in rows { text.add(row) }
        Output.lines(text.lines)
      }
    }
  }

  private func table(_ catalog: Catalog) throws(VenuesError) -> ([String], [[String]]) {
    switch what {
    case "venues":
      return (["name", "kind"], catalog.venues.map { [$0.name, $0.kind.rawValue] })
    case "assets":
      return (["symbol", "decimals"], catalog.assets.map { [$0.symbol, String($0.decimals)] })
    case "operations":
      return (OperationTable.header, OperationTable.rows)
    case "instruments":
      let rows = catalog.instruments.map {
        [
          catalog[$0.venue].name, $0.market.rawValue, $0.symbol, $0.venueSymbol,
          $0.tick.description, $0.step.description, $0.makerFee.description,
          $0.takerFee.description,
        ]
      }
      return (["venue", "market", "symbol", "venueSymbol", "tick", "step", "maker", "taker"], rows)
    default:
      throw VenuesError(
        .usage, code: "unknownList", message: "'\(what)' cannot be listed",
        hint: "Allowed: venues, instruments, assets, operations.")
    }
  }
}
