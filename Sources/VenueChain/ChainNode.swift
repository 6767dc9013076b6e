import Ethereum
import FixedPoint
import Foundation
import JSON

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A chain's node, asked over JSON-RPC.
struct ChainNode: Sendable {
  let url: URL

  /// Calls a method.
  /// - Throws: ``ChainBridgeError``.
  func call(_ method: String, _ parameters: [JSONNode]) async throws -> JSONNode {
    var request = URLRequest(url: url, timeoutInterval: 10)
    request.httpMethod = "POST"
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    let body = JSONNode.object([
      JSONMember(name: "jsonrpc", value: .string("2.0")),
      JSONMember(name: "id", value: .number("1")),
      JSONMember(name: "method", value: .string(method)),
      JSONMember(name: "params", value: .array(parameters)),
    ])
    request.httpBody = Data(body.description.utf8)
    let data: Data
    do { (data, _) = try await URLSession.shared.data(for: request) } catch {
      throw ChainBridgeError.unreachable(error.localizedDescription)
    }
    guard let answer = try? JSONNode(parsing: Array(data)) else {
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
