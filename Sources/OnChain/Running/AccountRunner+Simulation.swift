import ChainTransactions
import Ethereum
import EthereumKeys

/// What is checked before a nonce is used.
extension AccountRunner {
  /// Simulates: a call that would revert is not sent. Then judges it, so that a refusal costs no
  /// nonce.
  func gasLimit(of call: PlannedCall) async throws -> UInt64 {
    do throws(PolicyViolation) {
      try policy.checkCall(to: call.to, value: call.value, data: call.data)
    } catch {
      throw CallFailure.refused("\(error)")
    }
    if let executor = policy.executor, policy.isGroup(to: call.to, data: call.data) {
      let code = try await node.code(of: executor.address)
      try judge(executor: code, account: try await node.code(of: account))
    }
    let estimate: UInt64
    do {
      estimate = try await node.estimateGas(
        CallRequest(from: account, to: call.to, value: call.value, data: call.data))
    } catch let error as NodeError {
      throw CallFailure.refused(Self.describe(error))
    }
    let floor = options.gasRules.intrinsicGas(data: call.data, isCreation: false)
    guard let limit = options.gas.limit(estimate: estimate, floor: floor) else {
      throw CallFailure.refused(
        "it would use \(estimate) gas; at most \(options.gas.maximum) are allowed")
    }
    return limit
  }

  /// Refuses an executor, or an account that delegates to one, with other code than pinned.
  func judge(executor code: [UInt8], account accountCode: [UInt8]?) throws {
    do throws(PolicyViolation) {
      try policy.checkCode(executor: code, account: accountCode)
    } catch {
      throw CallFailure.refused("\(error)")
    }
  }

  static func describe(_ error: NodeError) -> String {
    guard case .reverted(let reason) = error else { return "\(error)" }
    switch reason {
    case .empty: return "it would revert without a reason"
    case .error(let text): return "it would revert: \(text)"
    case .panic(let code):
      return "it would panic: \(RevertReason.meaning(ofPanic: code) ?? "\(code)")"
    case .custom(let definition, let values):
      let arguments = values.map { "\($0.json)" }.joined(separator: ", ")
      return "it would revert: \(definition.name)(\(arguments))"
    case .unknown(let data): return "it would revert: \(Hex.encode(data.prefix(68)))"
    }
  }
}
