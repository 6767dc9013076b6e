import Ethereum
import FixedPoint
import Protocols

/// What the desk's account may sign: everything not listed is refused. It judges bytes decoded
/// back from what would be sent, never what the builder meant to build.
public struct CallPolicy: Sendable {
  /// The only chain that is signed for (EIP-155).
  public var chainID: UInt64
  /// The desk's own account.
  public var wallet: Address
  /// The most wei the gas of one transaction may cost.
  public var maximumTotalFee: UInt256
  /// The most wei a unit of gas may cost.
  public var maximumFeePerGas: UInt256
  /// The most wei one transaction may carry; nil for no cap.
  public var maximumValue: UInt256?
  /// The most units of a token one call may approve or transfer; tokens not named have no cap.
  public var spendCaps: [Address: UInt256]
  /// Accounts that tokens and native coins may be sent to.
  public var recipients: Set<Address>
  /// Tokens of the deployment.
  public var tokens: Set<Address>
  /// Contracts that may be allowed to take tokens.
  public var spenders: Set<Address>
  /// The calls that may be made.
  public var rules: [CallRule]
  /// The desk's own executor contract; nil where none is set up.
  public internal(set) var executor: PinnedExecutor?
  /// Contracts that lend within one transaction.
  var lenders: Set<Address> = []
  /// Tokens of supplied collateral that the executor may take from the account.
  var collateralTokens: Set<Address> = []
  /// Beside the account, what may hold tokens between the calls of one transaction.
  var holder: Address?

  /// A policy by its parts.
  public init(
    chainID: UInt64, wallet: Address, maximumTotalFee: UInt256, maximumFeePerGas: UInt256,
    maximumValue: UInt256? = nil, spendCaps: [Address: UInt256] = [:],
    recipients: Set<Address> = [], tokens: Set<Address>, spenders: Set<Address>,
    rules: [CallRule]
  ) {
    self.chainID = chainID
    self.wallet = wallet
    self.maximumTotalFee = maximumTotalFee
    self.maximumFeePerGas = maximumFeePerGas
    self.maximumValue = maximumValue
    self.spendCaps = spendCaps
    self.recipients = recipients
    self.tokens = tokens
    self.spenders = spenders
    self.rules = rules
  }

  /// Judges the bytes that would be signed.
  /// - Throws: `PolicyViolation` naming the rule.
  public func check(unsigned bytes: [UInt8]) throws(PolicyViolation) {
    let transaction: Transaction
    do {
      transaction = try Transaction(decodingUnsigned: bytes)
    } catch {
      throw PolicyViolation(rule: "calldata", message: "the transaction does not decode: \(error)")
    }
    switch transaction {
    case .feeMarket(let fields): try check(fields)
    case .setCode(let fields): try check(fields)
    default:
      throw PolicyViolation(
        rule: "type", message: "type \(transaction.type); only type 2 (EIP-1559) is allowed")
    }
  }

  func check(_ fields: FeeMarketTransaction) throws(PolicyViolation) {
    guard fields.chainID == chainID else {
      throw PolicyViolation(
        rule: "chainID", message: "chain \(fields.chainID); only \(chainID) is allowed")
    }
    let (fee, overflow) = fields.maxFeePerGas.multipliedReportingOverflow(
      by: UInt256(fields.gasLimit))
    guard !overflow, fee <= maximumTotalFee, fields.maxFeePerGas <= maximumFeePerGas else {
      throw PolicyViolation(
        rule: "feeCap",
        message: "\(fields.maxFeePerGas) wei for each of \(fields.gasLimit) gas; at most "
          + "\(maximumFeePerGas) and \(maximumTotalFee) in all are allowed")
    }
    if let maximumValue, fields.value > maximumValue {
      throw PolicyViolation(
        rule: "spendCap", message: "\(fields.value) wei; at most \(maximumValue) are allowed")
    }
    guard let to = fields.to else {
      throw PolicyViolation(rule: "contract", message: "contract creation is not allowed")
    }
    try checkCall(to: to, value: fields.value, data: fields.data)
  }

  /// Judges one call of the account.
  /// - Throws: `PolicyViolation`.
  public func checkCall(
    to: Address, value: UInt256, data: [UInt8]
  ) throws(PolicyViolation) {
    if data.isEmpty {
      guard to == wallet && value.isZero || recipients.contains(to) else {
        throw PolicyViolation(rule: "recipient", message: "\(to) is no listed recipient")
      }
      return
    }
    if isGroup(to: to, data: data) {
      if !value.isZero, executor?.use == .delegate {
        throw PolicyViolation(rule: "group", message: "the account's own group carries no coins")
      }
      return try checkGroup(data)
    }
    let known = rules.filter { $0.contract == to }
    guard !known.isEmpty else {
      throw PolicyViolation(rule: "contract", message: "\(to) is not on the list")
    }
    guard let selector = FunctionSelector(startOf: data),
      let rule = known.first(where: { $0.function.selector == selector })
    else {
      let found = FunctionSelector(startOf: data)?.description ?? "less than four bytes"
      throw PolicyViolation(rule: "selector", message: "\(found) of \(to) is not on the list")
    }
    if !value.isZero, !rule.mayCarryValue {
      throw PolicyViolation(rule: rule.name, message: "the call may not carry native coins")
    }
    let values: [ABIValue]
    do {
      values = try rule.function.decodeCall(data)
      // Bytes behind the arguments would be ignored by the contract and unseen by the rules.
      guard try rule.function.encodeCall(values) == data else { throw ABIError.truncated }
    } catch {
      throw PolicyViolation(rule: "calldata", message: "\(rule.name) does not decode: \(error)")
    }
    for (index, value) in values.enumerated() {
      let name = "\(rule.name).\(rule.function.inputs[index].name)"
      try check(value, rule.arguments[index], rule, name)
    }
  }
}
