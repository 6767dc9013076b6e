import Ethereum
import EthereumKeys
import JSON

/// Messages that people sign: EIP-191 and EIP-712.
enum MessageVerbs {
  static let all = [
    EthereumVerb("hash-message", "the digest of a personal message (EIP-191)", ["message"]) {
      request in
      let digest = PersonalMessage.digest(try request.bytesOrText("message"))
      return ToolAnswer([("hash", digest.description)])
    },
    EthereumVerb("sign-message", "a personal message signed", ["message"]) { request in
      let message = try request.bytesOrText("message")
      let signer = try request.signer()
      var answer = ToolAnswer([
        ("address", signer.address.checksummed),
        ("hash", PersonalMessage.digest(message).description),
      ])
      answer.set(try signer.sign(message: message))
      return answer
    },
    EthereumVerb("hash-typed-data", "typed data's hashes (EIP-712)", ["typedData"]) { request in
      try hashes(TypedData(typedData(request)))
    },
    EthereumVerb("sign-typed-data", "typed data signed (EIP-712)", ["typedData"]) { request in
      let typedData = try typedData(request)
      let signer = try request.signer()
      var answer = try hashes(TypedData(typedData))
      answer.set("address", signer.address.checksummed)
      answer.set(try signer.sign(typedData: typedData))
      return answer
    },
  ]

  /// `typedData`, or its four members beside each other; `data` is another name for `message`.
  private static func typedData(_ request: ToolRequest) throws -> JSONNode {
    if request.has("typedData") { return try request.value("typedData") }
    return .object([
      JSONMember(name: "types", value: try request.value("types")),
      JSONMember(name: "primaryType", value: try request.value("primaryType")),
      JSONMember(name: "domain", value: try request.value("domain")),
      JSONMember(name: "message", value: try request.value("message", "data")),
    ])
  }

  private static func hashes(_ typedData: TypedData) throws -> ToolAnswer {
    let encoded = try typedData.schema.encodeData(typedData.primaryType, typedData.message)
    return ToolAnswer([
      ("encodeType", try typedData.schema.encodeType(typedData.primaryType)),
      ("encoded", Hex.encode(encoded)),
      ("domainSeparator", typedData.domainSeparator.description),
      ("structHash", try typedData.structHash().description),
      ("digest", try typedData.digest().description),
    ])
  }
}
