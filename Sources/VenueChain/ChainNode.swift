import JSON
import Transport

/// A chain's node, asked over JSON-RPC.
struct ChainNode: Sendable {
  private let url: String
  private let client: HTTPClient

  /// - Throws: `TransportError` where no client can be had.
  init(url: String) throws(TransportError) {
    self.url = url
    client = try HTTPClient()
  }

  /// Calls a method.
  /// - Throws: ``ChainBridgeError``.
  func call(_ method: String, _ parameters: [JSONNode]) async throws -> JSONNode {
    let body = JSONNode.object([
      JSONMember(name: "jsonrpc", value: .string("2.0")),
      JSONMember(name: "id", value: .number("1")),
      JSONMember(name: "method", value: .string(method)),
      JSONMember(name: "params", value: .array(parameters)),
    ])
    let request = HTTPRequest(
      .post, url, headers: [HTTPHeader("Content-Type", "application/json")],
      body: Array(body.description.utf8))
    let data: [UInt8]
    do { data = try await client.send(request, deadline: .seconds(10)).body } catch {
      throw ChainBridgeError.unreachable("\(error)")
    }
    guard let answer = try? JSONNode(parsing: data) else {
      throw ChainBridgeError.unreachable("no JSON")
    }
    if let refusal = answer["error"], refusal != .null {
      throw ChainBridgeError.refused(refusal["message"]?.text ?? refusal.description)
    }
    return answer["result"] ?? .null
  }

  /// Calls a method that answers a number.
  /// - Throws: ``ChainBridgeError``.
  func number(_ method: String, _ parameters: [JSONNode] = []) async throws -> UInt64 {
    let answer = try await call(method, parameters)
    guard let number = Self.number(answer) else { throw ChainBridgeError.malformed(method) }
    return number
  }

  static func number(_ node: JSONNode?) -> UInt64? {
    guard let text = node?.text, text.hasPrefix("0x") else { return nil }
    return UInt64(text.dropFirst(2), radix: 16)
  }

  static func hexadecimal(_ number: UInt64) -> JSONNode {
    .string("0x" + String(number, radix: 16))
  }
}
