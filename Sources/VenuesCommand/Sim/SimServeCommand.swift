import ArgumentParser
import Dispatch
import Foundation
import JSON
import VenueChain
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
  @Option(help: "Imported history the markets follow instead of a walk from the seed.")
  var data: String?
  @Option(help: "Where in the history the market starts, such as 2024-08-15T00:00:00Z.")
  var at: String?
  @Flag(help: "The market stands still until it is stepped through /admin/step.") var stepped =
    false
  @Option(
    help: "JSON-RPC of a test chain: deposits and withdrawals on Ethereum become transactions.")
  var chain: String?
  @Option(help: "Where the key of the account that pays withdrawals is, such as env:SIM_CHAIN_KEY.")
  var chainKey: String?
  @Option(help: "A token of the chain, such as USDT=0x…:6; may be repeated.")
  var chainToken: [String] = []
  @Option(help: "Blocks until a deposit is credited; the venue's own number if not given.")
  var confirmations: Int?
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
      if let data { options.history = try SimHistory.read(data, at: at, definitions) }
      options.isStepped = stepped
      options.chain = chain == nil ? "" : "ethereum"
      options.chainConfirmations = confirmations
      let now = Int64(Date().timeIntervalSince1970 * 1000)
      let state = try VenueServerState(
        options: options, definitions: definitions, at: VenueTime.milliseconds(now))
      let server = try await SimulatorServer.start(state: state, portBase: portBase)
      let line = SimKeys.announcement(server.ports, options.keys) + "\n"
      FileHandle.standardOutput.write(Data(line.utf8))
      let bridge = try chain.map {
        try SimChain.bridge($0, key: chainKey, tokens: chainToken, server: server)
      }
      let watching = Task { await bridge?.run { Output.note($0) } }
      await SimServeCommand.wait(seconds: seconds)
      watching.cancel()
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
