import JSON
import Transport

/// What a node says about itself and its chain.
extension EthereumNode {
  /// The chain every answering endpoint must serve (EIP-155).
  public func chainID() async throws -> UInt64 {
    guard let number = Quantities.uint64(try await ask("eth_chainId", [])) else {
      throw NodeError.malformed(method: "eth_chainId")
    }
    return number
  }

  /// When a block was made, Unix seconds.
  public func timestamp(of block: BlockTag = .latest) async throws -> UInt64 {
    let node = try await ask("eth_getBlockByNumber", [.string(block.text), .bool(false)])
    guard let time = Quantities.uint64(node["timestamp"]) else {
      throw NodeError.malformed(method: "eth_getBlockByNumber")
    }
    return time
  }

  /// The account's next nonce, transactions that wait in the pool counted.
  public func pendingNonce(of account: String) async throws -> UInt64 {
    let method = "eth_getTransactionCount"
    let node = try await ask(method, [.string(account), .string("pending")])
    guard let nonce = Quantities.uint64(node) else { throw NodeError.malformed(method: method) }
    return nonce
  }

  func ask(_ method: String, _ parameters: [JSONNode]) async throws -> JSONNode {
    do throws(JSONRPCFailure) {
      let value = try await client.call(JSONRPCCall(method, parameters))
      guard let node = try? value.node() else { throw .malformed }
      return node
    } catch {
      throw NodeError(error, errors: errors)
    }
  }
}
