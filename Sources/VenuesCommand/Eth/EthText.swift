import EthereumTools
import JSON
import Venues

/// What `venues eth` shows to people.
enum EthText {
  /// The list of verbs for `--help`.
  static var discussion: String {
    let width = EthereumTools.verbs.map(\.name.count).max() ?? 0
    let verbs = EthereumTools.verbs.map { verb in
      "  " + verb.name + String(repeating: " ", count: width + 2 - verb.name.count) + verb.summary
    }
    return
      ([
        "Verbs, whose requests and answers docs/eth.md describes:", "",
      ] + verbs + ["", "Of an endpoint on this machine (--rpc):", ""] + endpointVerbs + [
        "", "Examples:", "  venues eth selector 'transfer(address,uint256)'",
        "  venues eth to-units 1.5 18", "  venues eth sign-hash 0x… --key file:/run/keys/desk",
        "  venues eth tick-math -- -887272", "  venues eth recover --jsonl < requests.jsonl", "",
        "Secrets are never arguments: env:NAME, file:PATH, or - for a request on standard input.",
      ]).joined(separator: "\n")
  }

  private static var endpointVerbs: [String] {
    EndpointRequest.Verb.allCases.map {
      "  \($0.rawValue) \($0.usage.arguments): \($0.usage.summary)"
    }
  }

  /// An answer: its only value, or a line for each.
  static func lines(_ answer: JSONNode) -> [String] {
    let members = answer.members ?? []
    if members.count == 1 { return members.map { text($0.value) } }
    return members.map { "\($0.name): \(text($0.value))" }
  }

  private static func text(_ value: JSONNode) -> String { value.text ?? value.description }
}
