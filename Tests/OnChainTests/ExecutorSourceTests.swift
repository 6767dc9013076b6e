import Ethereum
import Foundation
import JSON
import Protocols
import Testing

/// The executor's code and ABI come from its source: it is compiled again by vyper from PyPI, where
/// the rig has installed it.
@Suite(.timeLimit(.minutes(2)))
struct ExecutorSourceTests {
  private static let version = "0.4.3"

  private static var compiler: String? {
    let environment = ProcessInfo.processInfo.environment
    let home = environment["EVM_RIG_HOME"] ?? "\(NSHomeDirectory())/.cache/evm-rig"
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: home)) ?? []
    return entries.filter { $0.hasPrefix("venv-") }.sorted()
      .map { "\(home)/\($0)/bin/vyper" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static func run(_ compiler: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: compiler)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  @Test func theCodeIsTheSources() throws {
    guard let compiler = Self.compiler else {
      print("skipped: no vyper in ~/.cache/evm-rig; start the rig once to install it")
      return
    }
    guard try Self.run(compiler, ["--version"]).hasPrefix(Self.version) else {
      print("skipped: vyper is not \(Self.version), whose code is kept")
      return
    }
    var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<3 { folder.deleteLastPathComponent() }
    let source = folder.appendingPathComponent("abi/executor/desk_executor.vy").path
    let lines = try Self.run(
      compiler, ["--evm-version", "cancun", "-f", "bytecode,abi,bytecode_runtime", source]
    ).split(separator: "\n").map(String.init)
    try #require(lines.count == 3)
    let kept = try JSONNode(parsing: EmbeddedABI.deskExecutorCode)
    #expect(lines[0] == kept["creation"]?.text)
    #expect(lines[2] == kept["runtime"]?.text)
    #expect(try JSONNode(parsing: lines[1]) == JSONNode(parsing: EmbeddedABI.deskExecutor))
  }
}
