import ArgumentParser
import Foundation
import TradingModel
import Venues

/// Options every verb shares that runs an engine.
struct RunOptions: ParsableArguments {
  @Option(help: "backtest (default), paper (dry-run) or live.") var mode: String?
  @Option(help: "A configuration file; default is the one inside the binary.") var config: String?
  @Option(help: "A deployments file for the configuration's chain, instead of its own.")
  var deployments: String?
  @OptionGroup var overrides: ConfigurationOverrides
  @Option(help: "Start of a backtest, such as 2024-08-15T00:00:00Z.") var at: String?
  @Option(help: "A directory of market data; default is the sample inside the binary.")
  var data: String?
  @Option(name: .customLong("venues-dir"), help: "Venue definitions laid over the embedded ones.")
  var venuesDirectory: String?
  @OptionGroup var journal: JournalOptions
  @Option(help: "The id of an instruction that has none.") var id: String?
  @Flag(help: "One JSON object instead of tables.") var json = false

  /// The engine that runs for the journal these options name, or one of this command's own: going
  /// on with the journal, beginning it, or without any.
  func connect() async throws -> EngineConnection {
    let configuration = try loadConfiguration()
    if let client = try client(configuration) { return .running(client) }
    let path = journal.path(configuration)
    return .own(
      try await makeDesk(try path.map { path throws(VenuesError) in try RunJournal(path: path) }))
  }

  /// Like ``connect()``, but only to a run that is there.
  func connectToRun() async throws -> EngineConnection {
    let configuration = try loadConfiguration()
    if let client = try client(configuration) { return .running(client) }
    var options = BookOptions()
    options.journal = journal
    return .own(try await makeDesk(try options.existing(configuration)))
  }

  /// Like ``connect()``, for what sends nothing: a journal that is not there is not made.
  func connectToPreview() async throws -> EngineConnection {
    let configuration = try loadConfiguration()
    if let client = try client(configuration) { return .running(client) }
    let run = try journal.path(configuration).map { path throws(VenuesError) in
      try RunJournal(path: path)
    }
    return .own(try await makeDesk(run.flatMap { $0.isExisting ? $0 : nil }))
  }

  /// The configuration these options name.
  func loadConfiguration() throws(VenuesError) -> RunConfiguration {
    try Setup.configuration(file: config, overrides: overrides, deployments: deployments)
  }

  /// The desk these options describe. What they leave open, an existing journal says.
  func makeDesk(_ run: RunJournal? = nil) async throws -> Desk {
    let requested = try requestedMode()
    var configuration = try loadConfiguration()
    if config == nil, overrides.assignments.isEmpty, let kept = try run?.configuration() {
      configuration = kept
    }
    let factory = try ExecutionInterfaceFactory(
      configuration: configuration, venuesDirectory: venuesDirectory ?? run?.venuesDirectory)
    return try await factory.openDesk(
      mode: requested ?? .backtest, dataDirectory: data, start: try start(), journal: run,
      live: consent(requested))
  }

  /// Whether what these options run outlives the command.
  func isDurable() throws(VenuesError) -> Bool {
    journal.socketPath(try loadConfiguration()) != nil
  }

  private func client(_ configuration: RunConfiguration) throws(VenuesError) -> EngineClient? {
    guard let client = try journal.client(configuration) else { return nil }
    guard at == nil, data == nil, venuesDirectory == nil, mode == nil else {
      throw VenuesError(
        .usage, code: "engineRuns", message: "an engine runs and has its own mode, data and start",
        path: "--mode, --at, --data, --venues-dir",
        hint: "Leave them away, or name another journal.")
    }
    return client
  }

  private func requestedMode() throws(VenuesError) -> ExecutionMode? {
    guard let mode else { return nil }
    guard let requested = ExecutionMode(named: mode) else {
      throw VenuesError(
        .usage, code: "unknownMode", message: "'\(mode)' is no mode", path: "--mode",
        hint: "Allowed: backtest, paper, live.")
    }
    return requested
  }

  private func start() throws(VenuesError) -> Timestamp? {
    guard let at else { return nil }
    guard let parsed = Timestamp(at) else {
      throw VenuesError(
        .usage, code: "malformedTime", message: "'\(at)' is no instant", path: "--at",
        hint: "Write RFC 3339 in UTC: 2024-08-15T00:00:00Z.")
    }
    return parsed
  }

  private func consent(_ requested: ExecutionMode?) -> LiveConsent {
    let environment = ProcessInfo.processInfo.environment
    return LiveConsent(
      requestedMode: requested, environmentValue: environment["VENUES_ALLOW_LIVE"],
      phrase: environment["VENUES_LIVE_CONFIRMATION"] ?? "")
  }
}
