import ArgumentParser
import InstructionLanguage
import TradingModel
import Venues

/// Options every verb shares that runs an engine.
struct RunOptions: ParsableArguments {
  @Option(help: "backtest, paper (dry-run) or live.") var mode = "backtest"
  @Option(help: "A configuration file; default is the one inside the binary.") var config: String?
  @Option(help: "Start of a backtest, such as 2024-08-15T00:00:00Z.") var at: String?
  @Option(help: "A directory of market data; default is the sample inside the binary.")
  var data: String?
  @Option(name: .customLong("venues-dir"), help: "Venue definitions laid over the embedded ones.")
  var venuesDirectory: String?
  @Option(help: "The id of an instruction that has none.") var id: String?
  @Flag(help: "One JSON object instead of tables.") var json = false

  /// The desk these options describe.
  func makeDesk() throws(VenuesError) -> Desk {
    guard let mode = ExecutionMode(named: mode) else {
      throw VenuesError(
        .usage, code: "unknownMode", message: "'\(self.mode)' is no mode", path: "--mode",
        hint: "Allowed: backtest, paper, live.")
    }
    var start: Timestamp?
    if let at {
      guard let parsed = Timestamp(at) else {
        throw VenuesError(
          .usage, code: "malformedTime", message: "'\(at)' is no instant", path: "--at",
          hint: "Write RFC 3339 in UTC: 2024-08-15T00:00:00Z.")
      }
      start = parsed
    }
    let factory = try ExecutionInterfaceFactory(
      configuration: try Setup.configuration(file: config), venuesDirectory: venuesDirectory)
    return try factory.makeDesk(mode: mode, dataDirectory: data, start: start)
  }

  /// Reads an instruction from a file, or from stdin for `-`.
  func instruction(from path: String) throws(VenuesError) -> Instruction {
    let bytes = try Setup.bytes(of: path)
    return try Setup.instruction(bytes, file: path == "-" ? "stdin" : path, defaultID: id)
  }
}
