import Foundation
import JSON

/// Another program that does the same work, measures itself and ends with a line of JSON.
struct PeerProcess {
  private let path: String
  private let arguments: [String]
  private let folder: String?
  private let environment: [String: String]

  /// Nil where the program is not there.
  init?(
    _ path: String, _ arguments: [String], folder: String? = nil,
    environment: [String: String] = [:]
  ) {
    guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
    self.path = path
    self.arguments = arguments
    self.folder = folder
    self.environment = environment
  }

  /// Runs it once; nil where it fails or says nothing.
  func run() -> JSONNode? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard let line = bytes.split(separator: UInt8(ascii: "\n")).last else { return nil }
    return try? JSONNode(parsing: Array(line))
  }
}

extension JSONNode {
  /// A number's value; nil for anything else.
  func number(_ name: String) -> Double? {
    guard case .number(let text) = self[name] else { return nil }
    return Double(text)
  }

  /// A number's or string's text as written.
  func literal(_ name: String) -> String? {
    switch self[name] {
    case .number(let text), .string(let text): text
    default: nil
    }
  }

  /// Nanoseconds per item the program found: CPU time where it says it, else its own clock's.
  var nanosecondsPerItem: Double? {
    guard let count = number("n"), count > 0, let seconds = number("cpu") ?? number("secs") else {
      return nil
    }
    return seconds * 1e9 / count
  }
}
