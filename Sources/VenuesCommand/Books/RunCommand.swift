import ArgumentParser
import Glibc
import JSON
import Venues

/// `venues run`: the engine that owns a journal and answers the other verbs.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run the engine that owns a journal, until it is interrupted.",
    discussion: """
      venues run --journal desk.journal &
      venues exec docs/examples/eth-basis.json --journal desk.journal
      venues positions --journal desk.journal
      """)

  @OptionGroup var options: RunOptions
  @Option(help: "Simulated seconds a second; without it only requests move simulated time.")
  var pace: Int64?

  func run() async throws {
    try await Output.run(json: options.json) {
      let configuration = try options.loadConfiguration()
      guard let path = options.journal.path(configuration),
        let socket = options.journal.socketPath(configuration)
      else {
        throw VenuesError(
          .usage, code: "noJournal", message: "an engine needs a journal", path: "--journal",
          hint: "venues run --journal desk.journal")
      }
      guard pace.map({ (1...1_000_000_000).contains($0) }) ?? true else {
        throw VenuesError(
          .usage, code: "pace", message: "a pace is 1 to 1000000000", path: "--pace")
      }
      let stop = try StopSignal.install()
      let desk = try await options.makeDesk(RunJournal(path: path))
      let server = try EngineServer(desk: desk, socket: socket)
      announce(socket)
      try await server.run(stop: stop, pace: pace)
      Output.note("stopped safely; everything is in \(path)")
      throw ExitCode(VenuesError.Kind.interrupted.rawValue)
    }
  }

  private func announce(_ socket: String) {
    if options.json {
      var json = JSONWriter()
      json.object { json in
        json.field("listening", socket)
        json.number("pid", getpid())
      }
      print(json.text)
    } else {
      print("listening at \(socket), process \(getpid())")
    }
    fflush(nil)
  }
}
