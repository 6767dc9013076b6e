import Ethereum
import EthereumKeys
import FixedPoint
import JSON

/// Transactions by the names of the execution APIs; a missing number is zero, missing data empty.
extension ToolRequest {
  /// The type: told by number or name, or by the fields that only it has.
  private func transactionType() throws -> UInt8 {
    if let (name, value) = find(["type"]) {
      let names = ["legacy", "eip2930", "eip1559", "eip4844", "eip7702"]
      if let text = value.text, let index = names.firstIndex(of: text.lowercased()) {
        return UInt8(index)
      }
      guard let number = UInt8(exactly: try word("type")), number <= 4 else {
        throw ToolError.invalid(name, "is not 0 to 4")
      }
      return number
    }
    if has("authorizationList") { return 4 }
    if has("maxFeePerBlobGas", "blobVersionedHashes") { return 3 }
    if has("maxFeePerGas", "maxPriorityFeePerGas") { return 2 }
    return has("accessList") ? 1 : 0
  }

  func transaction() throws -> Transaction {
    let fields = has("transaction", "tx") ? try object("transaction", "tx") : self
    return try fields.readTransaction()
  }

  private func readTransaction() throws -> Transaction {
    let type = try transactionType()
    guard type > 0 else { return .legacy(try legacy()) }
    let to: Address? = has("to") ? try address("to") : nil
    let (chainID, nonce) = (try word("chainId", otherwise: 0), try word("nonce", otherwise: 0))
    let gasLimit = try word("gas", "gasLimit", otherwise: 0)
    let (value, data) = (try unsigned("value", otherwise: 0), try callData())
    let accessList = try accessList()
    if type == 1 {
      return .accessList(
        AccessListTransaction(
          chainID: chainID, nonce: nonce, gasPrice: try unsigned("gasPrice", otherwise: 0),
          gasLimit: gasLimit, to: to, value: value, data: data, accessList: accessList))
    }
    let tip = try unsigned("maxPriorityFeePerGas", otherwise: 0)
    let cap = try unsigned("maxFeePerGas", otherwise: 0)
    if type == 2 {
      return .feeMarket(
        FeeMarketTransaction(
          chainID: chainID, nonce: nonce, maxPriorityFeePerGas: tip, maxFeePerGas: cap,
          gasLimit: gasLimit, to: to, value: value, data: data, accessList: accessList))
    }
    guard let to else { throw ToolError.missing("to") }
    if type == 3 {
      return .blob(
        BlobTransaction(
          chainID: chainID, nonce: nonce, maxPriorityFeePerGas: tip, maxFeePerGas: cap,
          gasLimit: gasLimit, to: to, value: value, data: data, accessList: accessList,
          maxFeePerBlobGas: try unsigned("maxFeePerBlobGas", otherwise: 0),
          blobVersionedHashes: try hashes("blobVersionedHashes")))
    }
    return .setCode(
      SetCodeTransaction(
        chainID: chainID, nonce: nonce, maxPriorityFeePerGas: tip, maxFeePerGas: cap,
        gasLimit: gasLimit, to: to, value: value, data: data, accessList: accessList,
        authorizations: try authorizations()))
  }

  /// Chain id zero is as none: a signature for every chain, from before EIP-155.
  private func legacy() throws -> LegacyTransaction {
    let chainID = try word("chainId", otherwise: 0)
    return LegacyTransaction(
      chainID: chainID == 0 ? nil : chainID, nonce: try word("nonce", otherwise: 0),
      gasPrice: try unsigned("gasPrice", otherwise: 0),
      gasLimit: try word("gas", "gasLimit", otherwise: 0),
      to: has("to") ? try address("to") : nil, value: try unsigned("value", otherwise: 0),
      data: try callData())
  }

  func callData() throws -> [UInt8] { has("data", "input") ? try bytes("data", "input") : [] }

  func accessList() throws -> [AccessListEntry] {
    guard has("accessList") else { return [] }
    return try list("accessList").map { node in
      let entry = ToolRequest(node)
      return AccessListEntry(
        address: try entry.address("address"), storageKeys: try entry.hashes("storageKeys"))
    }
  }

  private func hashes(_ name: String) throws -> [Hash32] {
    guard has(name) else { return [] }
    return try list(name).map { node in
      guard let hash = node.text.flatMap({ Hash32($0) }) else {
        throw ToolError.invalid(name, "has what is not 32 bytes")
      }
      return hash
    }
  }

  /// Signed authorisations, or unsigned ones with the private key that signs them.
  private func authorizations() throws -> [SignedAuthorization] {
    guard has("authorizationList") else { return [] }
    return try list("authorizationList").map { node in
      let entry = ToolRequest(node)
      let authorization = Authorization(
        chainID: try entry.unsigned("chainId", otherwise: 0),
        address: try entry.address("address"), nonce: try entry.word("nonce", otherwise: 0))
      let signature =
        entry.has("r", "s")
        ? try entry.signature() : try entry.privateKey().sign(authorization.signingHash)
      return SignedAuthorization(authorization: authorization, signature: signature)
    }
  }

  /// A signature by its 65 bytes, or by r, s and yParity or v.
  func signature() throws -> Signature {
    if has("signature") {
      guard let signature = Signature(try bytes("signature")) else {
        throw ToolError.invalid("signature", "is not r, s and v in 65 bytes")
      }
      return signature
    }
    return Signature(r: try unsigned("r"), s: try unsigned("s"), yParity: try parity())
  }

  private func parity() throws -> Bool {
    if has("yParity") {
      let parity = try word("yParity")
      guard parity < 2 else { throw ToolError.invalid("yParity", "is neither 0 nor 1") }
      return parity == 1
    }
    let v = try unsigned("v")
    if v < 2 { return v == 1 }
    guard v == 27 || v == 28 || v >= 35 else { throw ToolError.invalid("v", "says no parity") }
    return v < 35 ? v == 28 : v.low & 1 == 0
  }
}
