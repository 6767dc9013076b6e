import ArgumentParser
import JSON
import MarketData
import Venues

/// `venues data`: market data files.
struct DataCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Check, import and list market data.",
    subcommands: [Check.self, Import.self, List.self])

  /// Prints the quality report of files.
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Report every flaw of data files.")
    @Argument(help: "Files, or directories of them.") var files: [String]
    @Flag(help: "JSON, one object a file and line.") var json = false

    func run() async throws {
      try await Output.run(json: json) {
        for file in try DataCommand.files(files) {
          guard let report = try report(file) else { continue }
          json ? print(report.json) : Output.lines(report.lines())
        }
      }
    }

    /// The report of a file; nil, and a word about it, for a file of another kind in a directory.
    private func report(_ file: String) throws(VenuesError) -> QualityReport? {
      do {
        return try MarketDataImporter().check(path: file)
      } catch {
        guard error.isOfAnotherKind, !files.contains(file) else {
          throw DataCommand.failure(error)
        }
        Output.note("passed over: \(error)")
        return nil
      }
    }
  }

  /// Writes compact files.
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Write compact files.")
    @Argument(help: "Files.") var files: [String]
    @Option(help: "The directory to write to.") var to: String
    @Option(help: "fail, carry, skip or halt.") var gaps = "fail"
    @Option(help: "fail, first or last.") var conflicts = "fail"
    @Flag(help: "JSON, one object a file and line.") var json = false

    func run() async throws {
      try await Output.run(json: json) {
        guard let gaps = GapPolicy(rawValue: gaps),
          let conflicts = ConflictPolicy(rawValue: conflicts)
        else {
          throw VenuesError(
            .usage, code: "unknownPolicy",
            message: "unknown policy '\(self.gaps)' or "
              + "'\(self.conflicts)'",
            hint: "gaps: fail, carry, skip, halt; conflicts: fail, first, last.")
        }
        let importer = MarketDataImporter(
          policies: ImportPolicies(gaps: gaps, conflicts: conflicts))
        for file in files {
          let report = try DataCommand.reporting { () throws(ImportError) in
            try importer.check(path: file)
          }
          json ? print(report.json) : Output.lines(report.lines())
          let path = try DataCommand.reporting { () throws(ImportError) in
            try importer.importFile(path: file, to: to)
          }
          Output.note("wrote \(path)")
        }
      }
    }
  }

  /// Lists the series of a directory.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the series of a directory.")
    @Argument(help: "A directory.") var directory: String
    @Flag(help: "JSON.") var json = false

    func run() async throws {
      try await Output.run(json: json) {
        let policies = ImportPolicies(gaps: .skip, conflicts: .first)
        let store = try DataCommand.reporting { () throws(ImportError) in
          try HistoricalStore.load(directory: directory, policies: policies)
        }
        var writer = JSONWriter()
        writer.array(store.tables) { json, table in
          json.object { json in
            json.field("series", table.key.description)
            json.number("rows", table.times.count)
            json.field("first", table.times.first.map { TimeText.format($0) })
            json.field("last", table.times.last.map { TimeText.format($0) })
          }
        }
        if json {
          print(writer.text)
          return
        }
        var text = TextTable(header: ["series", "rows", "first", "last"], rightAligned: [1])
        for table in store.tables {
          text.add([
            table.key.description, String(table.times.count),
            table.times.first.map { TimeText.format($0) } ?? "-",
            table.times.last.map { TimeText.format($0) } ?? "-",
          ])
        }
        Output.lines(text.lines)
      }
    }
  }

  /// The files named, and those below the directories named.
  private static func files(_ paths: [String]) throws(VenuesError) -> [String] {
    let files = try reporting { () throws(ImportError) in try MarketDataImporter.files(paths) }
    guard files.isEmpty else { return files }
    throw VenuesError(
      .usage, code: "noData", message: "no file below has a name of data",
      path: paths.joined(separator: " "), hint: "Such as .csv, .csv.gz, .zip, .json or .vcol.")
  }

  static func reporting<Value>(
    _ body: () throws(ImportError) -> Value
  ) throws(VenuesError) -> Value {
    do { return try body() } catch { throw failure(error) }
  }

  private static func failure(_ error: ImportError) -> VenuesError {
    // A file that is not there is a wrong argument, not flawed data.
    if case .unreadable(let path, _) = error {
      return VenuesError(
        .usage, code: "unreadable", message: "cannot be read", path: path,
        hint: "Name existing files or directories.")
    }
    return VenuesError(.staleData, code: "data", message: "\(error)")
  }
}
