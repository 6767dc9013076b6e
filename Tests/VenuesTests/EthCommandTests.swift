import Foundation
import Testing

/// `venues eth` as a script uses it.
@Suite struct EthCommandTests {
  private func run(_ arguments: [String], input: String = "") throws -> VenuesBinary.Result {
    try VenuesBinary.run(["eth"] + arguments, input: input)
  }

  @Test func linesAreAnsweredInOrder() throws {
    let input = """
      {"id":1,"signature":"transfer(address,uint256)"}

      not json
      {"id":2,"signature":"f("}
      {"id":3,"signature":"balanceOf(address)"}
      """
    let result = try run(["selector", "--jsonl"], input: input)
    let answers = result.output.split(separator: "\n")
    #expect(result.code == 0 && result.errors.isEmpty)
    try #require(answers.count == 5, "\(result.output)")
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
