import ArgumentParser
import Dispatch
import Foundation
import JSON
import VenueDefinitions
import VenueProtocol
import VenueServer
import Venues

/// `venues sim serve`: Binance, Bybit and OKX on loopback ports.
struct SimServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve simulated Binance, Bybit and OKX on loopback ports.",
    discussion: """
      Prints one JSON line with every address and the test keys, then serves until SIGINT, SIGTERM
      or the end of --for. What it has and where it differs: docs/simulator.md.
      """)

  @Option(help: "First of five consecutive ports; 0 takes free ones.") var portBase = 0
  @Option(help: "Seed of the market and of faults.") var seed: UInt64 = 1
  @Option(help: "File with keys, a JSON array; the default is three test keys a venue.")
  var keys: String?
  @Option(help: "How many times faster than the clock the market moves.") var speed = 1
  @Option(name: .customLong("for"), help: "Seconds to serve; 0 for no end.") var seconds = 0
  @Flag(help: "Do not enforce rate limits.") var noLimits = false

  func run() async throws {
    try await Output.run(json: true) {
      var options = ServerOptions()
      options.seed = seed
      options.speed = max(1, speed)
      options.enforcesRateLimits = !noLimits
      if let keys { options.keys = try SimKeys.read(keys) }
      let definitions = try VenueRegistry.embedded()
      let now = Int64(Date().timeIntervalSince1970 * 1000)
      let state = try VenueServerState(
        options: options, definitions: definitions, at: VenueTime.milliseconds(now))
      let server = try await SimulatorServer.start(state: state, portBase: portBase)
      let line = SimKeys.announcement(server.ports, options.keys) + "\n"
      FileHandle.standardOutput.write(Data(line.utf8))
      await SimServeCommand.wait(seconds: seconds)
      await server.stop()
    }
  }

  /// Waits for a signal or the end of the time.
  private static func wait(seconds: Int) async {
    let (signals, continuation) = AsyncStream<Void>.makeStream()
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { continuation.yield() }
      source.resume()
      return source
    }
    if seconds > 0 {
      DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds)) {
        continuation.yield()
      }
    }
    for await _ in signals { break }
    for source in sources { source.cancel() }
  }
}
