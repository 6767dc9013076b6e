import ChainTransactions
import Ethereum
import EthereumKeys
import FixedPoint
import JSON
import OnChain
import Secrets
import Transport

extension EndpointTool {
  /// Builds, simulates, signs, tells the hash, sends, and waits if asked to.
  func send() async throws -> JSONNode {
    let (signer, chainID) = try await sender()
    let call = try callRequest(from: signer.address)
    let (fields, hash) = try await send(call, signer, chainID)
    var members = Self.describe(fields, hash, from: signer.address)
    if let receipt = try await receipt(of: hash) {
      members.append(JSONMember(name: "receipt", value: receipt))
    }
    return .object(members)
  }

  /// The key's signer and the chain that is meant, which the endpoint must serve.
  func sender() async throws -> (LocalSigner, UInt64) {
    guard let key = request.key else {
      throw VenuesError(
        .usage, code: "missingField", message: "sending needs a key", path: "--key",
        hint: "Give env:NAME, file:/path or keystore:/path; never the key itself.")
    }
    guard let chainID = request.chainID else {
      throw VenuesError(
        .usage, code: "missingField", message: "sending needs the chain that is meant",
        path: "--chain-id", hint: "Give --chain-id, or a configuration with one chain.")
    }
    try await demandChain(chainID)
    return (try key.signer(password: request.password), chainID)
  }

  /// Simulates, signs, tells the hash and sends.
  func send(
    _ call: CallRequest, _ signer: LocalSigner, _ chainID: UInt64
  ) async throws -> (FeeMarketTransaction, Hash32) {
    // The simulation: a transaction that would revert is not signed.
    let estimate = try await node.estimateGas(call)
    let fields = try await transaction(call, chainID: chainID, estimate: estimate)
    let signed = try await TransactionSigner(signer, chainID: chainID).sign(.feeMarket(fields))
    note("sending \(signed.hash) from \(signer.address) with nonce \(fields.nonce)")
    try await broadcast(signed)
    return (fields, signed.hash)
  }

  private func transaction(
    _ call: CallRequest, chainID: UInt64, estimate: UInt64
  ) async throws -> FeeMarketTransaction {
    let floor = GasRules.prague.intrinsicGas(data: call.data, isCreation: call.to == nil)
    guard let gas = request.gasLimit ?? GasLimitPolicy().limit(estimate: estimate, floor: floor)
    else {
      throw VenuesError(.denied, code: "gas", message: "it would use \(estimate) gas")
    }
    var policy = FeePolicy()
    if let cap = request.maximumFeePerGas { policy.maximumFeePerGas = cap }
    let history = try await node.feeHistory()
    let quote: FeeQuote
    do throws(FeeRefusal) {
      quote = try policy.quote(history, urgency: .normal, gasLimit: gas)
    } catch {
      throw VenuesError(
        .denied, code: "feeCap", message: "\(error)", path: "--max-fee-gwei",
        hint: "Nothing was sent.")
    }
    let pending = try await node.pendingNonce(of: "\(call.from)")
    return FeeMarketTransaction(
      chainID: chainID, nonce: request.nonce ?? pending,
      maxPriorityFeePerGas: quote.maxPriorityFeePerGas, maxFeePerGas: quote.maxFeePerGas,
      gasLimit: gas, to: call.to, value: call.value, data: call.data, accessList: [])
  }

  private func broadcast(_ signed: SignedTransaction) async throws {
    let answer = await node.broadcast(signed.rawBytes)
    switch answer {
    case .accepted, .alreadyKnown: return
    case .unknown:
      throw VenuesError(
        .unknownOutcome, code: "unknownOutcome",
        message: "\(signed.hash) may have been sent; no node gave a word that settles it",
        hint: "venues eth receipt \(signed.hash)")
    default:
      throw VenuesError(
        .rejected, code: "refused", message: "\(signed.hash) was refused: \(answer)")
    }
  }

  /// Looks for the receipt twice a second until the time is over.
  func receipt(of hash: Hash32) async throws -> JSONNode? {
    guard let seconds = request.wait else { return nil }
    let end = ContinuousClock.now.advanced(by: .seconds(seconds))
    while true {
      if let (receipt, logs) = try await node.receipt(of: hash) {
        guard receipt.succeeded else {
          throw VenuesError(
            .rejected, code: "reverted",
            message: "\(hash) was mined in block \(receipt.blockNumber) and reverted",
            hint: "It cost \(receipt.gasUsed) gas.")
        }
        return Self.describe(receipt, logs)
      }
      if ContinuousClock.now >= end {
        throw VenuesError(
          .timeout, code: "notMined", message: "\(hash) was sent and is not mined yet",
          hint: "venues eth receipt \(hash)")
      }
      try await Task.sleep(for: .milliseconds(500))
    }
  }

  private static func describe(
    _ fields: FeeMarketTransaction, _ hash: Hash32, from: Address
  ) -> [JSONMember] {
    [
      .text("hash", "\(hash)"), .count("chainId", fields.chainID), .text("from", "\(from)"),
      .text("to", fields.to.map { "\($0)" } ?? ""), .count("nonce", fields.nonce),
      .text("value", "\(fields.value)"), .text("data", Hex.encode(fields.data)),
      .count("gasLimit", fields.gasLimit), .text("maxFeePerGas", "\(fields.maxFeePerGas)"),
      .text("maxPriorityFeePerGas", "\(fields.maxPriorityFeePerGas)"),
    ]
  }
}
