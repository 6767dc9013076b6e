import ChainTransactions
import Ethereum
import EthereumKeys
import FixedPoint
import JSON
import OnChain
import Protocols

extension EndpointTool {
  /// Creates the desk's executor contract, owned by the key's account. Its init code is only ever
  /// the one inside the binary; the code that is then at its address must be the one computed here.
  func deployExecutor() async throws -> JSONNode {
    let (signer, chainID) = try await sender()
    guard request.arguments.count <= 2 else {
      throw Self.malformed(request.verb.usage.arguments, "one or two addresses")
    }
    let pool = try address(0)
    let morpho = request.arguments.count == 2 ? try address(1) : .zero
    let owner = signer.address
    let creation = try DeskExecutor.creationCode(owner: owner, pool: pool, morpho: morpho)
    let code = try DeskExecutor.deployedCode(owner: owner, pool: pool, morpho: morpho)
    guard try await !node.code(of: pool).isEmpty else {
      throw VenuesError(
        .denied, code: "noContract", message: "there is no code at \(pool)", path: "POOL",
        hint: "Nothing was sent.")
    }
    let call = CallRequest(from: owner, to: nil, data: creation)
    let (fields, hash) = try await send(call, signer, chainID)
    let contract = ContractAddress.create(sender: owner, nonce: fields.nonce)
    let codeHash = Keccak256.hash(code)
    var members: [JSONMember] = [
      .text("hash", "\(hash)"), .text("address", contract.checksummed),
      .text("owner", owner.checksummed), .text("codeHash", "\(codeHash)"),
    ]
    if let receipt = try await receipt(of: hash) {
      let found = Keccak256.hash(try await node.code(of: contract))
      guard found == codeHash else {
        throw VenuesError(
          .rejected, code: "executorCode",
          message: "the code at \(contract) hashes to \(found), not to \(codeHash)")
      }
      members.append(JSONMember(name: "receipt", value: receipt))
    }
    return .object(members)
  }
}
