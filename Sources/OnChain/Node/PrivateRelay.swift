import ChainTransactions
import Ethereum
import EthereumKeys
import JSON
import Transport

/// A relay that takes transactions the public pool must not see. Each request is signed in a header
/// (`X-Flashbots-Signature`) by a key that stands for the desk's reputation; never the trading key.
///
/// What a relay answers is no word on what was mined: that the chain tells.
public struct PrivateRelay: Sendable {
  /// How a transaction is handed over.
  public enum Form: String, Hashable, Sendable {
    /// `eth_sendPrivateTransaction`: held until a block far enough ahead.
    case transaction
    /// `eth_sendBundle`: one bundle for each of the next blocks.
    case bundle
  }

  private let url: String
  private let form: Form
  private let blocks: UInt64
  private let signer: any Signer
  private let sender: any HTTPSending

  /// A relay.
  /// - Parameters:
  ///   - url: Where it listens.
  ///   - form: How a transaction is handed over.
  ///   - blocks: For how many blocks from the next on.
  ///   - signer: Whose reputation the requests carry.
  ///   - sender: What sends HTTP requests.
  public init(
    url: String, form: Form, blocks: UInt64 = 5, signer: any Signer, sender: any HTTPSending
  ) {
    self.url = url
    self.form = form
    self.blocks = max(1, min(blocks, 100))
    self.signer = signer
    self.sender = sender
  }

  /// Hands a signed transaction over, for the blocks after `head`.
  public func send(_ raw: [UInt8], after head: UInt64) async -> BroadcastAnswer {
    let (last, overflow) = head.addingReportingOverflow(blocks)
    guard !overflow else { return .unknown }
    let transaction = JSONNode.string(Hex.encode(raw))
    switch form {
    case .transaction:
      return await ask(
        "eth_sendPrivateTransaction",
        [("tx", transaction), ("maxBlockNumber", .string(Quantities.encode(last)))])
    case .bundle:
      var answers: [BroadcastAnswer] = []
      for block in (head + 1)...last {
        answers.append(
          await ask(
            "eth_sendBundle",
            [("txs", .array([transaction])), ("blockNumber", .string(Quantities.encode(block)))]))
      }
      return BroadcastAnswer.combined(answers)
    }
  }

  private func ask(
    _ method: String, _ fields: [(String, JSONNode)]
  ) async -> BroadcastAnswer {
    let parameters = JSONNode.object(fields.map { JSONMember(name: $0.0, value: $0.1) })
    let body = Array(
      JSONNode.object([
        JSONMember(name: "jsonrpc", value: .string("2.0")),
        JSONMember(name: "id", value: .number("1")),
        JSONMember(name: "method", value: .string(method)),
        JSONMember(name: "params", value: .array([parameters])),
      ]).description.utf8)
    guard let signature = try? await signer.sign(message: Self.message(body)) else {
      return .refused(.invalid)
    }
    let name = "\(signer.address):\(Hex.encode(signature.bytes))"
    let request = HTTPRequest(
      .post, url,
      headers: [
        HTTPHeader("Content-Type", "application/json"), HTTPHeader("X-Flashbots-Signature", name),
      ], body: body)
    guard let response = try? await sender.send(request, deadline: .seconds(10)),
      let answer = try? JSONNode(parsing: response.body)
    else { return .unknown }
    if let error = answer["error"], error != .null {
      return .classify(error: error["message"]?.text ?? error.text ?? "")
    }
    return answer["result"] == nil ? .unknown : .accepted
  }

  /// What is signed: the hexadecimal text of the body's Keccak-256, as a personal message.
  static func message(_ body: [UInt8]) -> [UInt8] {
    Array("\(Keccak256.hash(body))".utf8)
  }
}
