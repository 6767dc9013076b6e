import Ethereum
import EthereumKeys
import FixedPoint
import JSON

extension ToolAnswer {
  /// A transaction's fields as the execution APIs name them; amounts as decimal text.
  init(_ transaction: Transaction) {
    set("type", number: transaction.type)
    if let chainID = transaction.chainID { set("chainId", number: chainID) }
    set("nonce", number: transaction.nonce)
    switch transaction {
    case .legacy, .accessList: set("gasPrice", transaction.maxFeePerGas)
    case .feeMarket, .blob, .setCode:
      set("maxPriorityFeePerGas", transaction.maxPriorityFeePerGas)
      set("maxFeePerGas", transaction.maxFeePerGas)
    }
    set("gas", number: transaction.gasLimit)
    self["to"] = transaction.to.map { .string($0.checksummed) }
    set("value", transaction.value)
    set("data", bytes: transaction.data)
    if transaction.type > 0 {
      self["accessList"] = .array(transaction.accessList.map(Self.entry))
    }
    if case .blob(let blob) = transaction {
      set("maxFeePerBlobGas", blob.maxFeePerBlobGas)
      self["blobVersionedHashes"] = .array(
        blob.blobVersionedHashes.map { .string($0.description) })
    }
    if case .setCode(let setCode) = transaction {
      self["authorizationList"] = .array(setCode.authorizations.map(Self.authorization))
    }
  }

  private static func entry(_ entry: AccessListEntry) -> JSONNode {
    var answer = ToolAnswer([("address", entry.address.checksummed)])
    answer["storageKeys"] = .array(entry.storageKeys.map { .string($0.description) })
    return answer.json
  }

  private static func authorization(_ signed: SignedAuthorization) -> JSONNode {
    var answer = ToolAnswer()
    answer["chainId"] = .number(signed.authorization.chainID.description)
    answer.set("address", signed.authorization.address.checksummed)
    answer.set("nonce", number: signed.authorization.nonce)
    answer.set("yParity", number: signed.yParity)
    answer.set("r", signed.r.hexDescription)
    answer.set("s", signed.s.hexDescription)
    answer["authority"] = signed.authority.map { .string($0.checksummed) } ?? .null
    return answer.json
  }

  /// A signature as a transaction carries it: v by EIP-155 for type 0, the parity for others.
  mutating func set(_ signed: SignedTransaction) {
    let signature = signed.signature
    set("r", signature.r.hexDescription)
    set("s", signature.s.hexDescription)
    set("yParity", number: signature.yParity ? 1 : 0)
    if case .legacy(let legacy) = signed.transaction {
      let v = LegacyTransaction.v(chainID: legacy.chainID, yParity: signature.yParity)
      self["v"] = .number(v.description)
    } else {
      set("v", number: signature.yParity ? 1 : 0)
    }
  }
}
