import Foundation
import VenueDefinitions

@testable import VenueProtocol
@testable import VenueServer

/// A running server and the programs that talk to it.
enum ServerFixture {
  static func start(_ change: (inout ServerOptions) -> Void = { _ in }) async throws
    -> SimulatorServer
  {
    var options = ServerOptions()
    options.enforcesRateLimits = false
    change(&options)
    let now = Int64(Date().timeIntervalSince1970 * 1000)
    let state = try VenueServerState(
      options: options, definitions: try VenueRegistry.embedded(),
      at: VenueTime.milliseconds(now))
    for base in stride(from: 21_800, to: 23_800, by: 10) {
      if let server = try? await SimulatorServer.start(state: state, portBase: base) {
        return server
      }
    }
    return try await SimulatorServer.start(state: state, portBase: 0)
  }

  /// Runs a program to its end and gives what it printed and how it ended.
  static func run(_ program: String, _ arguments: [String]) async -> (text: String, status: Int32) {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        do { try process.run() } catch {
          continuation.resume(returning: ("cannot run \(program)", 127))
          return
        }
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        continuation.resume(
          returning: (String(decoding: data, as: UTF8.self), process.terminationStatus))
      }
    }
  }

  /// A Python with packages in it, made once for this machine; nil where PyPI is not reached.
  static func python(
    with packages: [String] = [
      "ccxt==4.5.90", "pybit==5.17.0", "python-okx==0.4.4", "python-binance==1.0.37",
    ], named name: String = "venues-clients-1"
  ) async -> String? {
    let folder = FileManager.default.temporaryDirectory.appending(path: name).path
    let python = folder + "/bin/python"
    let ready = folder + "/ready"
    if FileManager.default.fileExists(atPath: ready) { return python }
    guard await run("python3", ["-m", "venv", folder]).status == 0 else { return nil }
    let install = await run(python, ["-m", "pip", "install", "-q"] + packages)
    guard install.status == 0 else {
      print("skipped: PyPI cannot be reached: \(install.text.suffix(200))")
      return nil
    }
    _ = FileManager.default.createFile(atPath: ready, contents: nil)
    return python
  }
}
