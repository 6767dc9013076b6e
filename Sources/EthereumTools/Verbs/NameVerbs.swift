import Ethereum

/// Names of the Ethereum Name Service.
enum NameVerbs {
  static let all = [
    EthereumVerb("namehash", "a name's hash and normal form", ["ensName"]) { request in
      let name = try request.text("ensName", "name")
      return ToolAnswer([
        ("normalized", try NameHash.normalize(name)),
        ("namehash", try NameHash.hash(name).description),
      ])
    }
  ]
}
