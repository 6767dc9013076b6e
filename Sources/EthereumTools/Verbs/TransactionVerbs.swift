import Ethereum
import EthereumKeys
import FixedPoint
import JSON

/// Transactions and the addresses of what they create.
enum TransactionVerbs {
  static let all = [
    EthereumVerb("sign-tx", "a transaction signed, decoded again and compared", []) { request in
      let transaction = try request.transaction()
      let signer = try request.signer()
      let signed = try TransactionSigner.check(
        signer.sign(transaction), asked: transaction, signer: signer.address)
      var answer = ToolAnswer()
      answer.set("type", number: transaction.type)
      answer.set("address", signer.address.checksummed)
      answer.set("unsigned", bytes: transaction.encodedForSigning)
      answer.set("signingHash", transaction.signingHash.description)
      answer.set("raw", bytes: signed.rawBytes)
      answer.set("hash", signed.hash.description)
      answer.set(signed)
      return answer
    },
    EthereumVerb("decode-tx", "a raw transaction's fields, hash and sender", ["raw"], decode),
    EthereumVerb("create-address", "the address CREATE gives", ["sender", "nonce"]) { request in
      let sender = try request.address("sender")
      return try each(request) { request in
        let address = ContractAddress.create(sender: sender, nonce: try request.word("nonce"))
        return ToolAnswer([("address", address.checksummed)])
      }
    },
    EthereumVerb(
      "create2-address", "the address CREATE2 gives", ["sender", "salt", "initCodeHash"]
    ) { request in
      let sender = try request.address("sender")
      return try each(request) { request in
        let hash =
          try request.has("initCode")
          ? Keccak256.hash(request.bytes("initCode")) : request.hash("initCodeHash")
        if request.has("initCodeHash"), try request.hash("initCodeHash") != hash {
          throw ToolError.invalid("initCodeHash", "is not the hash of 'initCode'")
        }
        let address = ContractAddress.create2(
          sender: sender, salt: try request.hash("salt"), initCodeHash: hash)
        return ToolAnswer([
          ("address", address.checksummed), ("initCodeHash", hash.description),
        ])
      }
    },
  ]

  /// One answer, or one for each object of `creates`.
  private static func each(
    _ request: ToolRequest, _ body: (ToolRequest) throws -> ToolAnswer
  ) throws -> ToolAnswer {
    guard request.has("creates") else { return try body(request) }
    var answer = ToolAnswer()
    answer["creates"] = .array(
      try request.list("creates").map { try body(ToolRequest($0)).json })
    return answer
  }

  @Sendable private static func decode(_ request: ToolRequest) throws -> ToolAnswer {
    let raw = try request.bytes("raw")
    var sidecar: BlobSidecar?
    let signed: SignedTransaction
    if raw.first == 3, let network = try? BlobNetworkTransaction(decoding: raw) {
      (signed, sidecar) = (network.body, network.sidecar)
    } else {
      signed = try SignedTransaction(decoding: raw)
    }
    let rules = request.has("fork") ? try FeeVerbs.rules(request.text("fork")) : nil
    if let rules {
      try signed.validate(chainID: request.word("chainId", otherwise: 1), rules: rules)
    } else {
      guard signed.signature.isCanonical else { throw TransactionError.invalidSignature }
      if request.has("chainId"), try signed.transaction.chainID != request.word("chainId") {
        throw TransactionError.wrongChain
      }
    }
    let sender = try signed.sender()
    var answer = ToolAnswer()
    answer.set("type", number: signed.transaction.type)
    answer.set("hash", signed.hash.description)
    answer.set("address", sender.checksummed)
    // The spelling of `from` in nodes' answers.
    answer.set("sender", bytes: sender.bytes)
    answer["transaction"] = ToolAnswer(signed.transaction).json
    answer.set("signingHash", signed.transaction.signingHash.description)
    answer.set(signed)
    let gas = (rules ?? .prague).intrinsicGas(of: signed.transaction)
    answer.set("intrinsicGas", number: gas)
    if let sidecar { answer.set("blobs", number: sidecar.blobs.count) }
    return answer
  }
}
