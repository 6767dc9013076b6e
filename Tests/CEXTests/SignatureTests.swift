import FixedPoint
import Foundation
import Hashing
import JSON
import Testing

@testable import CEX

/// The venues' own worked examples, and every signature recomputed without libcrypto.
@Suite struct SignatureTests {
  static let secret = Array("test-secret".utf8)

  @Test func everySignatureCoversTheBytesSent() throws {
    var count = 0
    for line in try Fixture.calls() {
      for request in try Fixture.answer(line)["requests"]?.elements ?? [] {
        if let signature = try Self.expected(request) {
          #expect(signature.sent == signature.recomputed, "\(request)")
          count += 1
        }
      }
    }
    #expect(count > 300)
  }

  private static func expected(
    _ request: JSONNode
  ) throws -> (sent: String, recomputed: String)? {
    let url = try #require(request["url"]?.text)
    let body = request["body"]?.text ?? ""
    let query = url.split(separator: "?", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
    guard let headers = request["headers"] else { return nil }
    if headers["X-MBX-APIKEY"] != nil {
      let sent = body.isEmpty ? query : body
      let parts = sent.components(separatedBy: "&signature=")
      return (parts.last ?? "", code(parts[0]).hexadecimal)
    }
    if let time = headers["X-BAPI-TIMESTAMP"]?.text {
      let message = time + "test-key" + "5000" + (body.isEmpty ? query : body)
      return (headers["X-BAPI-SIGN"]?.text ?? "", code(message).hexadecimal)
    }
    if let time = headers["OK-ACCESS-TIMESTAMP"]?.text {
      let path = url.replacing("https://www.okx.com", with: "")
      let message = time + (request["method"]?.text ?? "") + path + body
      return (
        headers["OK-ACCESS-SIGN"]?.text ?? "", Data(code(message)).base64EncodedString()
      )
    }
    return nil
  }

  private static func code(_ message: String) -> [UInt8] {
    HMACSHA256.code(key: secret, message: Array(message.utf8))
  }

  @Test func textIsPercentEncodedBeforeItIsSigned() {
    var form = FormWriter()
    form.text("symbol", "１ [\"a\",1]~")
    #expect(
      String(decoding: form.bytes, as: UTF8.self) == "symbol=%EF%BC%91%20%5B%22a%22%2C1%5D~")
  }
}
