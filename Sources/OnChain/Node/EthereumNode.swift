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
  /// How long a read of the chain's state is repeated while no endpoint answers or all are behind.
  public let patience: Duration
  private let seen = SeenBlock()

  /// A chain behind a client.
  public init(
    client: JSONRPCClient, quorum: Int = 1, errors: [ABIErrorDefinition] = [],
    patience: Duration = .seconds(15)
  ) {
    self.client = client
    self.quorum = max(1, quorum)
    self.errors = errors
    self.patience = patience
  }

  /// What a call returns at a block.
  public func call(
    _ request: CallRequest, at block: BlockTag = .latest
  ) async throws -> [UInt8] {
    let node = try await state("eth_call", [request.node, .string(block.text)], at: block)
    guard let bytes = Quantities.bytes(node) else { throw NodeError.malformed(method: "eth_call") }
    return bytes
  }

  /// Gas a call would use on the newest state.
  public func estimateGas(_ request: CallRequest) async throws -> UInt64 {
    let node = try await state("eth_estimateGas", [request.node])
    guard let gas = Quantities.uint64(node) else {
      throw NodeError.malformed(method: "eth_estimateGas")
    }
    return gas
  }

  /// Wei of an account.
  public func balance(
    of account: Address, at block: BlockTag = .latest
  ) async throws -> UInt256 {
    let node = try await state(
      "eth_getBalance", [.string("\(account)"), .string(block.text)], at: block)
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
    let node = try await state("eth_getCode", [.string("\(account)"), .string("latest")])
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
    if block == .latest {
      // A node that is behind the others would look like a reorganisation.
      guard number >= seen.number else {
        throw NodeError.unavailable(.behind(needed: seen.number))
      }
      seen.raise(to: number)
    }
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
    seen.raise(to: number)
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

  /// Reads state that is not older than the newest block seen, or than the block asked for. No
  /// answer, or one from a node that is behind, is no reason to give up yet.
  private func state(
    _ method: String, _ parameters: [JSONNode], at block: BlockTag = .latest
  ) async throws -> JSONNode {
    let end = ContinuousClock.now + patience
    while true {
      do {
        var needed = seen.number
        if case .number(let number) = block { needed = number }
        return try node(
          of: try await client.call(JSONRPCCall(method, parameters), notBefore: needed))
      } catch let failure as JSONRPCFailure {
        let error = NodeError(failure, errors: errors)
        guard case .unavailable = error, ContinuousClock.now < end else { throw error }
      }
      try await Task.sleep(for: .milliseconds(100))
    }
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
