import CEX
import Foundation
import JSON
import Testing

/// ccxt's own requests for every call of the test folder, against ours. Its fetch is replaced, so
/// nothing is sent; every difference must have its reason in `Clients/differences.tsv`.
@Suite struct CcxtAgreementTests {
  private static let version = "4.5.90"

  private func run(_ program: String, _ arguments: [String], input: String? = nil) -> (Int32, Data)
  {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput =
      input.flatMap(FileHandle.init(forReadingAtPath:)) ?? FileHandle.nullDevice
    guard (try? process.run()) != nil else { return (127, Data()) }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, data)
  }

  /// A Python with ccxt from PyPI, in a scratch environment; nil where PyPI cannot be reached.
  private func python() -> String? {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("venues-clients/ccxt-\(Self.version)").path
    let python = "\(folder)/bin/python"
    if run(python, ["-c", "import ccxt"]).0 == 0 { return python }
    guard run("python3", ["-m", "venv", folder]).0 == 0,
      run(
        "timeout",
        ["240", "\(folder)/bin/pip", "install", "-q", "ccxt==\(Self.version)"]
      ).0 == 0
    else { return nil }
    return python
  }

  @Test func everyDifferenceHasItsReason() throws {
    guard let python = python() else {
      print("skipped: ccxt \(Self.version) cannot be had from PyPI here")
      return
    }
    let scratch = FileManager.default.temporaryDirectory
      .appendingPathComponent("venues-clients/\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let clients = Fixture.folder.path
    let (status, theirs) = run(
      "timeout",
      [
        "300", python, "\(clients)/ccxt_requests.py", "\(clients)/instruments",
        String(Fixture.time),
      ], input: "\(clients)/calls.jsonl")
    #expect(status == 0)
    try theirs.write(to: scratch.appendingPathComponent("theirs"))
    let tool = try Fixture.tool()
    let ours = try Fixture.calls().map { tool.answer(line: Array($0.utf8), at: Fixture.time) }
    try Data(ours.joined(separator: "\n").utf8).write(to: scratch.appendingPathComponent("ours"))
    let (difference, report) = run(
      python,
      [
        "\(clients)/compare_requests.py", "\(clients)/calls.jsonl", "\(scratch.path)/ours",
        "\(scratch.path)/theirs", "\(clients)/differences.tsv",
      ])
    #expect(difference == 0, "\(String(decoding: report, as: UTF8.self))")
  }

  /// The documentation lists the same reasons.
  @Test func theDocumentationListsEveryReason() throws {
    let rows = try String(
      contentsOf: Fixture.folder.appendingPathComponent("differences.tsv"), encoding: .utf8)
    let page = try Fixture.page()
    for row in rows.split(separator: "\n") {
      let reason = String(row.split(separator: "\t").last ?? "")
      #expect(page.contains(reason), "\(reason)")
    }
  }
}
