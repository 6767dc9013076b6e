import Foundation

/// A program that serves on this machine while a benchmark runs.
struct LocalServer {
  private let process: Process

  /// Starts a program; nil where it cannot be, or ends at once.
  init?(_ path: String, _ arguments: [String]) {
    guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
    process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    Thread.sleep(forTimeInterval: 0.5)
    guard process.isRunning else { return nil }
  }

  /// nginx with the peers' configuration: port 28473, one fixed answer.
  static func nginx(_ bench: Workbench) -> LocalServer? {
    let configuration = "\(bench.peers)/nginx.conf"
    guard FileManager.default.fileExists(atPath: configuration) else { return nil }
    return LocalServer("/usr/sbin/nginx", ["-p", bench.home + "/", "-c", configuration])
  }

  /// Ends it.
  func stop() {
    process.terminate()
    process.waitUntilExit()
  }

  /// What a program prints; nil where it is not installed.
  static func output(_ path: String, _ arguments: [String]) -> String? {
    guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}
