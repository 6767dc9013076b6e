import Arming
import ChainTransactions
import Ethereum
import EthereumKeys
import FixedPoint
import JSON
import OnChain
import Secrets
import TradingModel
import Transport

/// Answers questions to one endpoint on this machine.
public struct EndpointTool: Sendable {
  let request: EndpointRequest
  let node: EthereumNode
  /// Told what a person should see before anything is sent.
  let note: @Sendable (String) -> Void

  /// A tool; nothing is asked yet.
  ///
  /// - Throws: ``VenuesError``: `notArmed` (exit code 15) for an endpoint that is not on this
  ///   machine.
  public init(
    _ request: EndpointRequest, note: @escaping @Sendable (String) -> Void
  ) throws(VenuesError) {
    guard LoopbackEndpoint.contains(request.endpoint) else {
      throw VenuesError(
        .notArmed, code: "arming.notLoopback",
        message: "the endpoint is not on this machine; only loopback can be armed",
        path: "--rpc", hint: "Nothing was asked and nothing was sent.")
    }
    self.request = request
    self.note = note
    node = EthereumNode(client: try LiveChain.client([request.endpoint], needsProof: false))
  }

  /// The answer, its fields in a fixed order: amounts in wei as decimal text, counts as numbers.
  ///
  /// - Throws: ``VenuesError``.
  public func answer() async throws -> JSONNode {
    do {
      if let expected = request.chainID, !request.verb.signs { try await demandChain(expected) }
      switch request.verb {
      case .call: return try await call()
      case .estimate:
        let gas = try await node.estimateGas(try callRequest(from: caller()))
        return .object([.count("gas", gas)])
      case .send: return try await send()
      case .deployExecutor: return try await deployExecutor()
      case .receipt:
        let hash = try hash()
        guard let receipt = try await node.receipt(of: hash) else {
          throw VenuesError(
            .usage, code: "notFound", message: "no block has \(hash)", hint: "It may be pending.")
        }
        return Self.describe(receipt.0, receipt.1)
      case .balance:
        let account = try address(0)
        return .object([
          .text("address", "\(account)"), .text("wei", "\(try await node.balance(of: account))"),
        ])
      case .nonce:
        let account = try address(0)
        let mined = try await node.nonce(of: account)
        return .object([
          .text("address", "\(account)"), .count("mined", mined),
          .count("pending", try await node.pendingNonce(of: "\(account)")),
        ])
      }
    } catch let error as NodeError {
      throw Self.failure(error)
    }
  }

  /// The endpoint must serve the chain that is meant.
  func demandChain(_ expected: UInt64) async throws {
    let found = try await node.chainID()
    guard found == expected else {
      throw VenuesError(
        .denied, code: "chainID", message: "the endpoint serves chain \(found), not \(expected)",
        path: "--rpc", hint: "Nothing was sent.")
    }
  }

  private func call() async throws -> JSONNode {
    let data = try await node.call(try callRequest(from: caller()))
    return .object([.text("data", Hex.encode(data))])
  }

  private func caller() throws(VenuesError) -> Address {
    if let key = request.key {
      return try key.signer(password: request.password).address
    }
    guard let text = request.from else { return .zero }
    guard let address = Address(text) else { throw Self.malformed("--from", "an address") }
    return address
  }

  func callRequest(from: Address) throws(VenuesError) -> CallRequest {
    CallRequest(from: from, to: try address(0), value: request.value, data: try calldata())
  }

  private func calldata() throws(VenuesError) -> [UInt8] {
    guard request.arguments.count > 1 else { return [] }
    guard request.arguments.count == 2, let bytes = Hex.decodePrefixed(request.arguments[1]) else {
      throw Self.malformed("CALLDATA", "0x and bytes; `venues eth calldata` makes them")
    }
    return bytes
  }

  func address(_ index: Int) throws(VenuesError) -> Address {
    guard request.arguments.indices.contains(index), let address = Address(request.arguments[index])
    else { throw Self.malformed(request.verb.usage.arguments, "an address") }
    return address
  }

  private func hash() throws(VenuesError) -> Hash32 {
    guard let hash = request.arguments.first.flatMap({ Hash32($0) }) else {
      throw Self.malformed("HASH", "0x and 32 bytes")
    }
    return hash
  }

  static func malformed(_ path: String, _ allowed: String) -> VenuesError {
    VenuesError(.usage, code: "invalidField", message: "it must be \(allowed)", path: path)
  }

  static func failure(_ error: NodeError) -> VenuesError {
    switch error {
    case .reverted(let reason):
      return VenuesError(
        .rejected, code: "reverted", message: "it reverts: \(describe(reason))",
        hint: "Nothing was sent.")
    case .refused(let code, let message):
      return VenuesError(.rejected, code: "node.\(code)", message: message)
    case .unavailable(let failure):
      return VenuesError(
        .staleData, code: "unavailable", message: "the endpoint gave no answer: \(failure)",
        path: "--rpc")
    case .malformed(let method):
      return VenuesError(
        .staleData, code: "malformedAnswer", message: "the endpoint's answer to \(method) is none")
    }
  }

  private static func describe(_ reason: RevertReason) -> String {
    switch reason {
    case .empty: return "without a reason"
    case .error(let text): return text
    case .panic(let code): return RevertReason.meaning(ofPanic: code) ?? "panic \(code)"
    case .custom(let definition, let values):
      return "\(definition.name)(\(values.map { "\($0.json)" }.joined(separator: ", ")))"
    case .unknown(let data): return Hex.encode(data.prefix(68))
    }
  }

  static func describe(_ receipt: TransactionReceipt, _ logs: [Log]) -> JSONNode {
    .object([
      .text("hash", "\(receipt.hash)"), .flag("succeeded", receipt.succeeded),
      .count("blockNumber", receipt.blockNumber), .text("blockHash", "\(receipt.blockHash)"),
      .count("gasUsed", receipt.gasUsed),
      .text("effectiveGasPrice", "\(receipt.effectiveGasPrice)"),
      JSONMember(
        name: "logs",
        value: .array(
          logs.map { log in
            .object([
              .text("address", "\(log.address)"),
              JSONMember(name: "topics", value: .array(log.topics.map { .string("\($0)") })),
              .text("data", Hex.encode(log.data)),
            ])
          })),
    ])
  }
}

extension JSONMember {
  static func text(_ name: String, _ value: String) -> JSONMember {
    JSONMember(name: name, value: .string(value))
  }

  static func count(_ name: String, _ value: UInt64) -> JSONMember {
    JSONMember(name: name, value: .number("\(value)"))
  }

  static func flag(_ name: String, _ value: Bool) -> JSONMember {
    JSONMember(name: name, value: .bool(value))
  }
}
