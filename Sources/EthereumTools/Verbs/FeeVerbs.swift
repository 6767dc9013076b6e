import Ethereum
import FixedPoint
import JSON

/// What chains charge.
enum FeeVerbs {
  static let all = [
    EthereumVerb(
      "base-fee", "the next block's base fee or blob base fee",
      ["parentBaseFee", "parentGasUsed", "parentGasLimit"]
    ) { request in
      if request.has("excessBlobGas") { return try blob(request) }
      let fee = BaseFee.next(
        after: try request.unsigned("parentBaseFee"), gasUsed: try request.word("parentGasUsed"),
        gasLimit: try request.word("parentGasLimit"))
      guard let fee else { throw ToolError("overflow", "the base fee does not exist") }
      var answer = ToolAnswer()
      answer.set("baseFee", fee)
      return answer
    },
    EthereumVerb(
      "intrinsic-gas", "gas a transaction costs by itself, and its floor", ["data?"]
    ) { request in
      let data = try request.callData()
      let rules = try rules(request.has("fork") ? request.text("fork") : "prague")
      var answer = ToolAnswer()
      let gas = rules.intrinsicGas(
        data: data, isCreation: try request.flag("create", otherwise: false),
        accessList: try accessList(request), authorizations: try authorizations(request))
      answer.set("intrinsicGas", number: gas)
      answer.set("floorGas", number: rules.floorGas(data: data))
      return answer
    },
  ]

  /// A fork's rules by its name.
  static func rules(_ fork: String) throws -> GasRules {
    switch fork.lowercased() {
    case "cancun": .cancun
    case "prague": .prague
    case "osaka": .osaka
    default: throw ToolError.unsupported("fork '\(fork.prefix(64))'")
    }
  }

  private static func blob(_ request: ToolRequest) throws -> ToolAnswer {
    let excess = try request.word("excessBlobGas")
    var answer = ToolAnswer()
    for (name, fraction) in [
      ("cancun", BlobBaseFee.cancunFraction), ("prague", BlobBaseFee.pragueFraction),
    ] {
      guard let fee = BlobBaseFee.fee(excessBlobGas: excess, fraction: fraction) else {
        throw ToolError("overflow", "the blob base fee is above 2^256")
      }
      answer.set(name, fee)
    }
    return answer
  }

  /// An access list, or only how many keys each address has.
  private static func accessList(_ request: ToolRequest) throws -> [AccessListEntry] {
    guard request.has("accessListKeys") else { return try request.accessList() }
    var total = 0
    return try request.list("accessListKeys").map { node in
      guard let count = ToolRequest.literal(node).flatMap({ Int($0) }),
        (0...100_000).contains(count)
      else { throw ToolError.invalid("accessListKeys", "has what is no count up to 100000") }
      total += count
      guard total <= 100_000 else {
        throw ToolError.invalid("accessListKeys", "has more than 100000 keys")
      }
      return AccessListEntry(
        address: .zero, storageKeys: [Hash32](repeating: .zero, count: count))
    }
  }

  /// A list's length, or only how many there are.
  private static func authorizations(_ request: ToolRequest) throws -> Int {
    if request.has("authorizationList") { return try request.list("authorizationList").count }
    return try request.count("authorizations", otherwise: 0)
  }
}
