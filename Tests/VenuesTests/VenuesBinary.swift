import Foundation

/// The built `venues` beside the tests.
enum VenuesBinary {
  struct Result {
    let code: Int32
    let output: String
    let errors: String
  }

  static var url: URL {
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("venues")
  }

  /// Our environment without its `VENUES_` variables, so that neither another test's nor a
  /// developer's settings reach the binary, and with those given.
  static func environment(_ own: [String: String]) -> [String: String] {
    ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("VENUES_") }
      .merging(own) { $1 }
  }

  /// Runs to the end.
  static func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> Result {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.currentDirectoryURL = Desks.root
    process.environment = VenuesBinary.environment(environment)
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    try process.run()
    try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try stdin.fileHandleForWriting.close()
    let output = stdout.fileHandleForReading.readDataToEndOfFile()
    let errors = stderr.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      code: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: errors, as: UTF8.self))
  }
}

/// A `venues` that goes on running until it is ended; ended by its process number in any case.
final class RunningVenues: @unchecked Sendable {
  let process = Process()
  private let stdin = Pipe()
  private let stdout = Pipe()
  private let stderr = Pipe()
  private var pending = Data()

  /// Starts it; after `limit` seconds it is killed if it still runs.
  init(
    _ arguments: [String], environment: [String: String] = [:], limit: Double? = nil
  ) throws {
    process.executableURL = VenuesBinary.url
    process.arguments = arguments
    process.environment = VenuesBinary.environment(environment)
    process.currentDirectoryURL = Desks.root
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    try process.run()
    guard let limit else { return }
    DispatchQueue.global().asyncAfter(deadline: .now() + limit) { [weak self] in
      guard let self, process.isRunning else { return }
      kill(process.processIdentifier, SIGKILL)
    }
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  func write(_ text: String) throws {
    try stdin.fileHandleForWriting.write(contentsOf: Data(text.utf8))
  }

  /// The next line of output; nil at its end.
  func readLine() -> String? {
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: pending[..<end], as: UTF8.self)
        pending.removeSubrange(...end)
        return line
      }
      let chunk = stdout.fileHandleForReading.availableData
      if chunk.isEmpty { return nil }
      pending += chunk
    }
  }

  /// So many further lines of output, or all there are until its end.
  func readLines(_ count: Int) -> [String] {
    var lines: [String] = []
    while lines.count < count, let line = readLine() { lines.append(line) }
    return lines
  }

  /// Nothing more is written to it.
  func closeInput() { try? stdin.fileHandleForWriting.close() }

  /// How it ended, and what it said on standard error; once it has ended.
  private(set) var status: Int32 = -1
  private(set) var errors = ""

  /// Waits for the end.
  func waitForEnd() {
    process.waitUntilExit()
    errors = String(
      decoding: stderr.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    status = process.terminationStatus
  }

  /// Sends a signal and waits for the end; the exit code, or the signal's number.
  @discardableResult
  func end(_ signal: Int32) -> (code: Int32, errors: String) {
    if process.isRunning { kill(process.processIdentifier, signal) }
    waitForEnd()
    return (status, errors)
  }
}

/// A folder of its own for one test, removed with it.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "venues-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }
}
