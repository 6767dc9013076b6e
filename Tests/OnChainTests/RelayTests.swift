import ChainTransactions
import Ethereum
import EthereumKeys
import JSON
import OnChain
import Synchronization
import Testing
import Transport

/// What a relay is sent, judged as a relay does: the signature header's signer is recovered from
/// the body.
@Suite struct RelayTests {
  /// A relay that keeps what it got and answers always the same.
  private final class Relay: HTTPSending {
    private let requests = Mutex<[HTTPRequest]>([])
    private let answer: String?

    init(_ answer: String?) { self.answer = answer }

    var received: [HTTPRequest] { requests.withLock { $0 } }

    func send(
      _ request: HTTPRequest, deadline: Duration
    ) async throws(TransportError) -> HTTPResponse {
      requests.withLock { $0.append(request) }
      guard let answer else { throw TransportError(.cancelled, .maybeSent) }
      return HTTPResponse(status: 200, body: Array(answer.utf8))
    }
  }

  private static let raw: [UInt8] = [2, 0xf8, 0x6b]

  private func relay(
    _ answer: String?, _ form: PrivateRelay.Form
  ) throws -> (PrivateRelay, Relay, Address) {
    let signer = try LocalSigner(PrivateKey(copying: [UInt8](repeating: 0x46, count: 32)))
    let sender = Relay(answer)
    let relay = PrivateRelay(
      url: "http://127.0.0.1:1/relay", form: form, blocks: 3, signer: signer, sender: sender)
    return (relay, sender, signer.address)
  }

  /// Who signed a request by its header; nil where the header does not name the same.
  private static func author(of request: HTTPRequest) throws -> Address? {
    let header = try #require(request.headers.first { $0.name == "X-Flashbots-Signature" }).value
    let parts = header.split(separator: ":").map(String.init)
    try #require(parts.count == 2)
    let signature = try #require(Hex.decodePrefixed(parts[1]).flatMap { Signature($0) })
    let text = Array(Hex.encode(Keccak256.hash(request.body).bytes).utf8)
    let key = try PublicKey(recovering: signature, digest: PersonalMessage.digest(text))
    return key.address.description == parts[0] ? key.address : nil
  }

  @Test(arguments: [PrivateRelay.Form.transaction, .bundle])
  func requestsCarryTheirSignersName(_ form: PrivateRelay.Form) async throws {
    let (relay, sender, reputation) = try relay(#"{"jsonrpc":"2.0","id":1,"result":"0x1"}"#, form)
    #expect(await relay.send(Self.raw, after: 15) == .accepted)
    let bodies = try sender.received.map { request in
      #expect(try Self.author(of: request) == reputation)
      return try JSONNode(parsing: request.body)
    }
    let methods = bodies.compactMap { $0["method"]?.text }
    let parameters = bodies.compactMap { $0["params"]?.elements?.first }
    switch form {
    case .transaction:
      #expect(methods == ["eth_sendPrivateTransaction"])
      #expect(parameters.map { $0["tx"]?.text } == ["0x02f86b"])
      #expect(parameters.map { $0["maxBlockNumber"]?.text } == ["0x12"])
    case .bundle:
      #expect(methods == ["eth_sendBundle", "eth_sendBundle", "eth_sendBundle"])
      #expect(parameters.map { $0["blockNumber"]?.text } == ["0x10", "0x11", "0x12"])
      #expect(parameters.allSatisfy { $0["txs"]?.elements?.map(\.text) == ["0x02f86b"] })
    }
  }

  /// A byte of the body changed after it was signed names somebody else, or nobody.
  @Test func theSignatureIsOfTheWholeBody() async throws {
    let (relay, sender, reputation) = try relay("{}", .transaction)
    _ = await relay.send(Self.raw, after: 1)
    var request = try #require(sender.received.first)
    request.body[request.body.count / 2] ^= 1
    #expect((try? Self.author(of: request)) != reputation)
  }

  @Test(arguments: [
    (nil, BroadcastAnswer.unknown), ("<html>", .unknown), ("{}", .unknown),
    (#"{"error":{"message":"nonce too low"}}"#, .nonceTooLow),
    (#"{"error":{"message":"already known"}}"#, .alreadyKnown),
    (#"{"error":"something else"}"#, .unknown), (#"{"result":"0x1"}"#, .accepted),
  ])
  func whatARelaySaysIsNoMoreThanItSays(
    _ answer: String?, _ expected: BroadcastAnswer
  ) async throws {
    let (relay, _, _) = try relay(answer, .transaction)
    #expect(await relay.send(Self.raw, after: 1) == expected)
  }
}
