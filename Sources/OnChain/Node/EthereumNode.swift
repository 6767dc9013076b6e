import ChainTransactions
import Ethereum
import FixedPoint
import JSON
import Transport

/// A chain's nodes, read with types. Reads that money depends on ask several endpoints and want
/// their agreement, where there are several.
public struct EthereumNode: Sendable {
  /// The endpoints.
  public let client: JSONRPCClient
  /// Endpoints that must agree on receipts and nonces; one where there is only one endpoint.
  public let quorum: Int
  /// Custom errors that reverts are read with.
  public let errors: [ABIErrorDefinition]

  /// A chain behind a client.
  public init(client: JSONRPCClient, quorum: Int = 1, errors: [ABIErrorDefinition] = []) {
    self.client = client
    self.quorum = max(1, quorum)
    self.errors = errors
  }

  /// What a call returns at a block.
  public func call(
    _ request: CallRequest, at block: BlockTag = .latest
  ) async throws -> [UInt8] {
    let node = try await read("eth_call", [request.node, .string(block.text)])
    guard let bytes = Quantities.bytes(node) else { throw NodeError.malformed(method: "eth_call") }
    return bytes
  }

  /// Gas a call would use on the newest state.
  public func estimateGas(_ request: CallRequest) async throws -> UInt64 {
    let node = try await read("eth_estimateGas", [request.node])
    guard let gas = Quantities.uint64(node) else {
      throw NodeError.malformed(method: "eth_estimateGas")
    }
    return gas
  }

  /// Wei of an account.
  public func balance(
    of account: Address, at block: BlockTag = .latest
  ) async throws -> UInt256 {
    let node = try await read("eth_getBalance", [.string("\(account)"), .string(block.text)])
    guard let wei = Quantities.uint256(node) else {
      throw NodeError.malformed(method: "eth_getBalance")
    }
    return wei
  }

  /// The account's transaction count at the newest block; several endpoints must agree.
  public func nonce(of account: Address) async throws -> UInt64 {
    let method = "eth_getTransactionCount"
    let node = try await agreed(method, [.string("\(account)"), .string("latest")])
    guard let nonce = Quantities.uint64(node) else { throw NodeError.malformed(method: method) }
    return nonce
  }

  /// The code at an address; empty for an account.
  public func code(of account: Address) async throws -> [UInt8] {
    let node = try await read("eth_getCode", [.string("\(account)"), .string("latest")])
    guard let code = Quantities.bytes(node) else {
      throw NodeError.malformed(method: "eth_getCode")
    }
    return code
  }

  /// The last ten blocks' fees at the policy's percentiles.
  public func feeHistory() async throws -> FeeHistory {
    let percentiles = FeePolicy.percentiles.map { JSONNode.number("\($0)") }
    let node = try await read(
      "eth_feeHistory", [.string("0xa"), .string("latest"), .array(percentiles)])
    guard let bases = node["baseFeePerGas"]?.elements, let last = Quantities.uint256(bases.last)
    else { throw NodeError.malformed(method: "eth_feeHistory") }
    let rewards = (node["reward"]?.elements ?? []).map { block in
      (block.elements ?? []).compactMap { Quantities.uint256($0) }
    }
    return FeeHistory(nextBaseFee: last, rewards: rewards)
  }

  /// The block of a tag; nil where there is none.
  public func head(_ block: BlockTag = .latest) async throws -> ChainHead? {
    let node = try await read("eth_getBlockByNumber", [.string(block.text), .bool(false)])
    if node == .null { return nil }
    guard let number = Quantities.uint64(node["number"]), let hash = Quantities.hash(node["hash"]),
      let parent = Quantities.hash(node["parentHash"])
    else { throw NodeError.malformed(method: "eth_getBlockByNumber") }
    return ChainHead(number: number, hash: hash, parent: parent)
  }

  /// A transaction's receipt; nil where no block has it. Several endpoints must agree.
  public func receipt(of hash: Hash32) async throws -> (TransactionReceipt, [Log])? {
    let method = "eth_getTransactionReceipt"
    let node = try await agreed(method, [.string("\(hash)")])
    if node == .null { return nil }
    guard let number = Quantities.uint64(node["blockNumber"]),
      let block = Quantities.hash(node["blockHash"]),
      Quantities.hash(node["transactionHash"]) == hash,
      let status = Quantities.uint64(node["status"]), status <= 1,
      let gas = Quantities.uint64(node["gasUsed"]),
      let price = Quantities.uint256(node["effectiveGasPrice"]),
      let logs = node["logs"]?.elements?.map({ Log($0) }), !logs.contains(nil)
    else { throw NodeError.malformed(method: method) }
    let receipt = TransactionReceipt(
      hash: hash, blockNumber: number, blockHash: block, succeeded: status == 1, gasUsed: gas,
      effectiveGasPrice: price)
    return (receipt, logs.compactMap { $0 })
  }

  /// Gives the same bytes to one endpoint and then to the others, and tells what that came to.
  public func broadcast(_ raw: [UInt8], method: String = "eth_sendRawTransaction") async
    -> BroadcastAnswer
  {
    let answers = await client.broadcast(Hex.encode(raw), method: method).answers
    return BroadcastAnswer.combined(
      answers.map { answer in
        switch answer.result {
        case .success: .accepted
        case .failure(.refused(_, let message, _)): .classify(error: message)
        case .failure: .unknown
        }
      })
  }

  private func read(_ method: String, _ parameters: [JSONNode]) async throws -> JSONNode {
    do throws(JSONRPCFailure) {
      return try node(of: try await client.call(JSONRPCCall(method, parameters)))
    } catch {
      throw NodeError(error, errors: errors)
    }
  }

  private func agreed(
    _ method: String, _ parameters: [JSONNode]
  ) async throws -> JSONNode {
    if quorum == 1 { return try await read(method, parameters) }
    do throws(JSONRPCFailure) {
      return try node(
        of: try await client.quorum(JSONRPCCall(method, parameters), needed: quorum))
    } catch {
      throw NodeError(error, errors: errors)
    }
  }

  private func node(of value: JSONRPCValue) throws(JSONRPCFailure) -> JSONNode {
    do {
      return try value.node()
    } catch {
      throw .malformed
    }
  }
}
