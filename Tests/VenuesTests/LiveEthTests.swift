import Foundation
import TestSupport
import Testing

/// The commands of docs that ask an endpoint, as they are written there, against a real EVM.
@Suite(.serialized, .enabled(if: LiveRig.isPresent), .timeLimit(.minutes(5)))
struct LiveEthTests {
  private static let chain = Result { try ChainRig(arguments: ["--time", "wall"]) }

  /// The lines of a page's shell blocks after a heading that call `venues`.
  static func commands(_ page: String, after heading: String) throws -> [[String]] {
    let text = try String(
      contentsOf: Desks.root.appendingPathComponent("docs/\(page)"), encoding: .utf8)
    let part = try #require(text.components(separatedBy: heading).last)
    var isShell = false
    var commands: [[String]] = []
    for line in part.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isShell = line == "```sh"
      } else if isShell, line.hasPrefix("venues ") {
        commands.append(line.split(separator: " ").dropFirst().map(String.init))
      }
    }
    return commands
  }

  @Test func everyCommandOfThePageIsRun() throws {
    let rig = try LiveRig(Self.chain.get())
    try rig.write("desk", rig.key(1))
    let commands = try Self.commands("eth.md", after: "## Asking an endpoint")
    #expect(Set(commands.map { $0[1] }).count == 7, "a command of each verb")
    var hash = ""
    for command in commands {
      let arguments = try command.map { argument in
        switch argument {
        case "http://127.0.0.1:8545": rig.url
        case "file:/run/keys/desk": "file:\(rig.path("desk"))"
        case "HASH": hash
        case "POOL": try #require(rig.contracts["aavePool"])
        case "MORPHO": try #require(rig.contracts["morphoBlue"])
        case "WETH": try #require(rig.contracts["weth"])
        default: argument
        }
      }
      let result = try VenuesBinary.run(arguments)
      #expect(result.code == 0, "\(command): \(result.output) \(result.errors)")
      guard command.contains("--json"), let data = result.output.data(using: .utf8),
        let answer = try JSONSerialization.jsonObject(with: data) as? [String: Any]
      else { continue }
      if command[1] == "send" {
        hash = try #require(answer["hash"] as? String)
        let receipt = try #require(answer["receipt"] as? [String: Any])
        #expect(receipt["succeeded"] as? Bool == true)
        // The hash was told before the bytes left.
        #expect(result.errors.contains(hash))
      }
      if command[1] == "receipt" { #expect(answer["hash"] as? String == hash) }
      if command[1] == "estimate" { #expect((answer["gas"] as? Int ?? 0) >= 21_000) }
    }
  }

  @Test func whatCannotBeSentIsRefusedAsThePageSays() throws {
    let rig = try LiveRig(Self.chain.get())
    try rig.write("desk", rig.key(3))
    let to = rig.address(2)
    let send = [
      "eth", "send", to, "--key", "file:\(rig.path("desk"))", "--rpc", rig.url, "--json",
    ]
    #expect(try VenuesBinary.run(send + ["--value", "1", "--chain-id", "1"]).code == 10)
    let capped = try VenuesBinary.run(
      send + ["--value", "1", "--chain-id", "31337", "--max-fee-gwei", "0.000000001"])
    #expect(capped.code == 10, "\(capped.output)")
    let weth = try #require(rig.contracts["weth"])
    // A withdrawal of what is not there reverts in the simulation.
    let reverted = try VenuesBinary.run([
      "eth", "send", weth, "0x2e1a7d4d" + String(repeating: "f", count: 64), "--key",
      "file:\(rig.path("desk"))", "--chain-id", "31337", "--rpc", rig.url, "--json",
    ])
    #expect(reverted.code == 11, "\(reverted.output)")
    let missing = try VenuesBinary.run([
      "eth", "receipt", "0x" + String(repeating: "1", count: 64), "--rpc", rig.url, "--json",
    ])
    #expect(missing.code == 2, "\(missing.output)")
    let nonce = try VenuesBinary.run(["eth", "nonce", rig.address(3), "--rpc", rig.url])
    #expect(nonce.output.contains("mined: 0"), "\(nonce.output)")
  }
}
