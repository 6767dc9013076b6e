import Foundation
import JSON
import Testing

@testable import CEX

/// Every example of docs/wire-tools.md's part on requests is run: `> call`, then `< request` or
/// `! error code`.
@Suite struct RequestDocumentationTests {
  @Test func everyExampleIsTrue() throws {
    let lines = try Fixture.page().split(separator: "\n").map(String.init)
    var actions: Set<String> = []
    for (index, line) in lines.enumerated() where line.hasPrefix("> {") {
      let call = String(line.dropFirst(2))
      let said = lines[(index + 1)...].prefix { $0.hasPrefix("< ") || $0.hasPrefix("! ") }
      #expect(Array(said) == Self.shown(try Fixture.answer(call)), "\(call)")
      actions.insert(try JSONNode(parsing: call)["action"]?.text ?? "")
    }
    #expect(actions == Set(CallReader.actions.map(\.name)))
  }

  @Test func everyFieldAndErrorIsDocumented() throws {
    let page = try Fixture.page()
    for field in Set(CallReader.actions.flatMap(\.fields)) { #expect(page.contains("`\(field)`")) }
    for code in [
      "malformed", "missingField", "invalidField", "unknownField", "fieldNotAllowed",
      "unknownAction", "unknownVenue", "unknownSymbol", "notSupported", "notTrading",
      "belowMinimumQuantity", "aboveMaximumQuantity", "belowMinimumNotional",
      "notContractMultiple", "invalidClientOrderId", "credentialsMissing", "signingFailed",
    ] {
      #expect(page.contains("`\(code)`"))
    }
  }

  /// An answer as the page shows it: time, window and signature of Binance's parameters left out.
  private static func shown(_ answer: JSONNode) -> [String] {
    guard let requests = answer["requests"]?.elements else {
      return ["! \(answer["error"]?["code"]?.text ?? "")"]
    }
    return requests.map { request in
      let parts = ["method", "url", "body"].map { request[$0]?.text ?? "" }
      return ("< " + parts.filter { !$0.isEmpty }.joined(separator: " "))
        .replacing(/[&?]?recvWindow=5000&timestamp=\d+&signature=[0-9a-f]+/, with: "")
    }
  }
}
