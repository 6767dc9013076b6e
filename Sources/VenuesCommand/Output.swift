import ArgumentParser
import Glibc
import JSON
import Venues

/// Where results and failures go.
enum Output {
  static func lines(_ lines: [String]) { for line in lines { print(line) } }

  static func note(_ text: String) {
    var bytes = Array((text + "\n").utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }

  /// Prints an engine's reply; its exit code, unless zero, ends the command.
  static func finish(_ reply: EngineReply, json: Bool, flat: Bool = false) throws {
    if flat, let text = reply.flat {
      print(text)
    } else if json || flat {
      print(reply.json)
    } else if reply.isFailure {
      for line in reply.lines { note(line) }
    } else {
      lines(reply.lines)
    }
    if reply.exitCode != 0 { throw ExitCode(reply.exitCode) }
  }

  /// Runs a verb's body; a failure is printed as JSON or for people, and becomes the exit code.
  static func run(json: Bool, _ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let error as VenuesError {
      if json {
        var writer = JSONWriter()
        writer.failure(error)
        print(writer.text)
      } else {
        note(error.description)
      }
      throw ExitCode(error.kind.rawValue)
    }
  }
}
