import ChainTransactions
import Ethereum
import FixedPoint
import JSON
import TradingModel

/// A line of the store's history, as JSON: numbers are decimal text, bytes hexadecimal.
enum AttemptRecord: Hashable {
  case attempt(StoredAttempt)
  case closed(nonce: UInt64, TransactionState, TransactionReceipt?)

  var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      switch self {
      case .attempt(let stored): Self.write(stored, &writer)
      case .closed(let nonce, let state, let receipt):
        writer.field("record", "closed")
        writer.field("nonce", "\(nonce)")
        writer.field("state", state.rawValue)
        if let receipt { Self.write(receipt, &writer) }
      }
    }
    return Array(writer.text.utf8)
  }

  private static func write(_ stored: StoredAttempt, _ writer: inout JSONWriter) {
    let (intent, attempt) = (stored.intent, stored.attempt)
    writer.field("record", "attempt")
    writer.field("nonce", "\(stored.nonce)")
    writer.field("action", "\(intent.action.raw)")
    writer.field("to", "\(intent.to)")
    writer.field("value", "\(intent.value)")
    writer.field("data", Hex.encode(intent.data))
    writer.field("gasLimit", "\(intent.gasLimit)")
    writer.field("urgency", intent.urgency.rawValue)
    if let cap = intent.maximumFeePerGas { writer.field("maximumFeePerGas", "\(cap)") }
    writer.field("isPrivate", intent.isPrivate ? "1" : "0")
    if let delegate = intent.delegate { writer.field("delegate", "\(delegate)") }
    writer.field("hash", "\(attempt.hash)")
    writer.field("raw", Hex.encode(attempt.raw))
    writer.field("maxFeePerGas", "\(attempt.fees.maxFeePerGas)")
    writer.field("maxPriorityFeePerGas", "\(attempt.fees.maxPriorityFeePerGas)")
    writer.field("purpose", "\(attempt.purpose.rawValue)")
  }

  private static func write(_ receipt: TransactionReceipt, _ writer: inout JSONWriter) {
    writer.field("hash", "\(receipt.hash)")
    writer.field("blockNumber", "\(receipt.blockNumber)")
    writer.field("blockHash", "\(receipt.blockHash)")
    writer.field("succeeded", receipt.succeeded ? "1" : "0")
    writer.field("gasUsed", "\(receipt.gasUsed)")
    writer.field("effectiveGasPrice", "\(receipt.effectiveGasPrice)")
  }

  init?(_ text: [UInt8]) {
    guard let node = try? JSONNode(parsing: text), let nonce = Self.uint64(node, "nonce") else {
      return nil
    }
    switch node["record"]?.text {
    case "attempt":
      guard let intent = Self.intent(node), let attempt = Self.attempt(node) else { return nil }
      self = .attempt(StoredAttempt(intent: intent, nonce: nonce, attempt: attempt))
    case "closed":
      guard let state = node["state"]?.text.flatMap({ TransactionState(rawValue: $0) }) else {
        return nil
      }
      let receipt = Self.receipt(node)
      guard node["hash"] == nil || receipt != nil else { return nil }
      self = .closed(nonce: nonce, state, receipt)
    default: return nil
    }
  }

  private static func intent(_ node: JSONNode) -> ChainIntent? {
    guard let action = uint64(node, "action"), let to = node["to"]?.text.flatMap({ Address($0) }),
      let value = uint256(node, "value"), let data = Quantities.bytes(node["data"]),
      let gas = uint64(node, "gasLimit"),
      let urgency = node["urgency"]?.text.flatMap({ FeeUrgency(rawValue: $0) })
    else { return nil }
    let delegate = node["delegate"]?.text.flatMap { Address($0) }
    guard node["delegate"] == nil || delegate != nil else { return nil }
    return ChainIntent(
      action: ActionID(action), to: to, value: value, data: data, gasLimit: gas, urgency: urgency,
      maximumFeePerGas: uint256(node, "maximumFeePerGas"),
      isPrivate: node["isPrivate"]?.text == "1", delegate: delegate)
  }

  private static func attempt(_ node: JSONNode) -> TransactionAttempt? {
    guard let hash = Quantities.hash(node["hash"]), let raw = Quantities.bytes(node["raw"]),
      let cap = uint256(node, "maxFeePerGas"), let tip = uint256(node, "maxPriorityFeePerGas"),
      let purpose = uint64(node, "purpose").flatMap({ UInt8(exactly: $0) })
        .flatMap({ TransactionAttempt.Purpose(rawValue: $0) })
    else { return nil }
    return TransactionAttempt(
      hash: hash, raw: raw, fees: FeeQuote(maxFeePerGas: cap, maxPriorityFeePerGas: tip),
      purpose: purpose)
  }

  private static func receipt(_ node: JSONNode) -> TransactionReceipt? {
    guard let hash = Quantities.hash(node["hash"]), let number = uint64(node, "blockNumber"),
      let block = Quantities.hash(node["blockHash"]), let gas = uint64(node, "gasUsed"),
      let price = uint256(node, "effectiveGasPrice")
    else { return nil }
    return TransactionReceipt(
      hash: hash, blockNumber: number, blockHash: block,
      succeeded: node["succeeded"]?.text == "1", gasUsed: gas, effectiveGasPrice: price)
  }

  private static func uint256(_ node: JSONNode, _ name: String) -> UInt256? {
    node[name]?.text.flatMap { UInt256($0) }
  }

  private static func uint64(_ node: JSONNode, _ name: String) -> UInt64? {
    node[name]?.text.flatMap { UInt64($0) }
  }
}
