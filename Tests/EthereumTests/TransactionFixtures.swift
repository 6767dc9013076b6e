import Ethereum
import FixedPoint
import JSON
import TestSupport

/// Reads the transaction fields of the vectors, whatever name and form they have there.
struct TransactionFields {
  let node: JSONNode

  func number(_ names: String...) throws -> UInt256 {
    for name in names {
      switch node[name] {
      case .string(let text), .number(let text):
        guard let value = UInt256(text) else { throw MissingMember(name: name) }
        return value
      default: continue
      }
    }
    return .zero
  }

  func word(_ names: String...) throws -> UInt64 {
    for name in names {
      switch node[name] {
      case .string(let text), .number(let text):
        guard let value = UInt256(text).flatMap({ UInt64(exactly: $0) }) else {
          throw MissingMember(name: name)
        }
        return value
      default: continue
      }
    }
    return 0
  }

  var to: Address? { get throws { try node["to"]?.text.map { try Address(parsing: $0) } } }
  var data: [UInt8] { get throws { try node["data"] == nil ? [] : node.hex("data") } }

  func hashes(_ node: JSONNode?) throws -> [Hash32] {
    try (node?.elements ?? []).map {
      guard let hash = $0.text.flatMap({ Hash32($0) }) else { throw MissingMember(name: "hash") }
      return hash
    }
  }

  var accessList: [AccessListEntry] {
    get throws {
      try (node["accessList"]?.elements ?? []).map {
        AccessListEntry(
          address: try Address(parsing: $0.string("address")),
          storageKeys: try hashes($0["storageKeys"]))
      }
    }
  }

  func legacy(chainID: UInt64?) throws -> Transaction {
    .legacy(
      LegacyTransaction(
        chainID: chainID, nonce: try word("nonce"), gasPrice: try number("gasPrice"),
        gasLimit: try word("gasLimit", "gas"), to: try to, value: try number("value"),
        data: try data))
  }

  func accessListTransaction() throws -> Transaction {
    .accessList(
      AccessListTransaction(
        chainID: try word("chainId"), nonce: try word("nonce"), gasPrice: try number("gasPrice"),
        gasLimit: try word("gasLimit", "gas"), to: try to, value: try number("value"),
        data: try data, accessList: try accessList))
  }

  func feeMarketTransaction() throws -> Transaction {
    .feeMarket(
      FeeMarketTransaction(
        chainID: try word("chainId"), nonce: try word("nonce"),
        maxPriorityFeePerGas: try number("maxPriorityFeePerGas"),
        maxFeePerGas: try number("maxFeePerGas"), gasLimit: try word("gasLimit", "gas"),
        to: try to, value: try number("value"), data: try data, accessList: try accessList))
  }

  func blobTransaction() throws -> Transaction {
    .blob(
      BlobTransaction(
        chainID: try word("chainId"), nonce: try word("nonce"),
        maxPriorityFeePerGas: try number("maxPriorityFeePerGas"),
        maxFeePerGas: try number("maxFeePerGas"), gasLimit: try word("gasLimit", "gas"),
        to: try to ?? .zero, value: try number("value"), data: try data,
        accessList: try accessList, maxFeePerBlobGas: try number("maxFeePerBlobGas"),
        blobVersionedHashes: try hashes(node["blobVersionedHashes"])))
  }

  func setCodeTransaction() throws -> Transaction {
    let authorizations = try (node["authorizationList"]?.elements ?? []).map { entry in
      let fields = TransactionFields(node: entry)
      return SignedAuthorization(
        authorization: Authorization(
          chainID: try fields.number("chainId"),
          address: try Address(parsing: entry.string("address")), nonce: try fields.word("nonce")),
        signature: Signature(
          r: try fields.number("r"), s: try fields.number("s"),
          yParity: try fields.word("yParity") == 1))
    }
    return .setCode(
      SetCodeTransaction(
        chainID: try word("chainId"), nonce: try word("nonce"),
        maxPriorityFeePerGas: try number("maxPriorityFeePerGas"),
        maxFeePerGas: try number("maxFeePerGas"), gasLimit: try word("gasLimit", "gas"),
        to: try to ?? .zero, value: try number("value"), data: try data,
        accessList: try accessList, authorizations: authorizations))
  }
}
