import Foundation
import Testing

/// `venues eth` as a script uses it.
@Suite struct EthCommandTests {
  private func run(
    _ arguments: [String], input: String = ""
  ) throws -> (code: Int32, output: String, errors: String) {
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let process = Process()
    process.executableURL = folder.appendingPathComponent("venues")
    process.arguments = ["eth"] + arguments
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
    return (
      process.terminationStatus, String(decoding: output, as: UTF8.self),
      String(decoding: errors, as: UTF8.self)
    )
  }

  @Test func linesAreAnsweredInOrder() throws {
    let input = """
      {"id":1,"signature":"transfer(address,uint256)"}

      not json
      {"id":2,"signature":"f("}
      {"id":3,"signature":"balanceOf(address)"}
      """
    let (code, output, errors) = try run(["selector", "--jsonl"], input: input)
    let answers = output.split(separator: "\n")
    #expect(code == 0 && errors.isEmpty && answers.count == 5)
    #expect(answers[0].contains("\"id\":1") && answers[0].contains("0xa9059cbb"))
    #expect(answers[1].contains("malformedJSON") && answers[2].contains("malformedJSON"))
    #expect(answers[3].contains("\"id\":2") && answers[3].contains("\"error\""))
    #expect(answers[4].contains("\"id\":3") && answers[4].contains("0x70a08231"))
  }

  @Test func forPeople() throws {
    #expect(try run(["to-units", "1.5", "18"]).output == "1500000000000000000\n")
    #expect(try run(["keccak", "0x"]).output.hasPrefix("0xc5d2460186f7233c"))
    #expect(try run(["tick-math", "--json", "--", "0"]).output.hasPrefix("{\"sqrtPriceX96\""))
    let help = try run(["--help"]).output
    #expect(help.contains("decode-calldata") && help.contains("from-units"))
  }

  @Test func failures() throws {
    let unknown = try run(["kecak", "0x"])
    #expect(unknown.code == 2 && unknown.errors.contains("keccak"))
    let wrong = try run(["keccak", "0x1", "--json"])
    #expect(wrong.code == 2 && wrong.output.contains("invalidField"))
    let secret = try run(["sign-hash", "0x00", "--key", "0x01"])
    #expect(secret.code == 2 && secret.errors.contains("env:NAME"))
  }
}
