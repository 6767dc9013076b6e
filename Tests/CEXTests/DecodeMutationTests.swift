import JSON
import Testing

@testable import CEX

/// Whatever is done to a documented payload, there is an answer, and no success that the documented
/// form would not have given.
@Suite struct DecodeMutationTests {
  static let fixtures = DecodeAnswerTests.fixtures.filter { $0.payload != "pong" }

  @Test(arguments: fixtures)
  func aTruncatedPayloadIsNeverASuccess(_ fixture: DecodeFixture) throws {
    let bytes = Array(fixture.payload.utf8)
    for length in stride(from: bytes.count % 3, to: bytes.count, by: 3) {
      let cut = String(decoding: bytes[..<length], as: UTF8.self)
      let answer = try DecodeWitness.answer(fixture.line(cut))
      #expect(answer["error"] != nil, "\(cut)")
    }
  }

  @Test(arguments: fixtures)
  func everyChangedValueIsAnswered(_ fixture: DecodeFixture) throws {
    let node = try JSONNode(parsing: fixture.payload)
    let replacements: [JSONNode] = [
      .null, .string(""), .string("NaN"), .string("unheard of"), .string("-1"),
      .string(String(repeating: "9", count: 60)), .number("1e308"), .number("-1"), .bool(true),
      .array([]), .object([]),
    ]
    for (index, place) in Self.places(of: node).enumerated() {
      for shift in [0, 3, 7] {
        let replacement = replacements[(index + shift) % replacements.count]
        let changed = Self.replace(node, at: place[...], with: replacement)
        let answer = try DecodeWitness.answer(fixture.line(changed.description))
        #expect(answer.at("id") == "1")
        #expect(!answer.description.contains("NaN") || answer["error"] != nil || isWord(answer))
      }
    }
  }

  /// A word such as a status or an id may be anything; a number may not.
  private func isWord(_ answer: JSONNode) -> Bool {
    let numbers = [
      "price", "amount", "filled", "average", "cost", "total", "free", "bid", "ask", "last", "open",
      "fundingRate", "markPrice", "entryPrice",
    ]
    return Self.all(answer).allSatisfy { name, value in
      !numbers.contains(name) || value != .string("NaN")
    }
  }

  private static func all(_ node: JSONNode) -> [(String, JSONNode)] {
    switch node {
    case .object(let members): members.flatMap { [($0.name, $0.value)] + all($0.value) }
    case .array(let elements): elements.flatMap(all)
    default: []
    }
  }

  private static func places(of node: JSONNode) -> [[Int]] {
    let children: [JSONNode]
    switch node {
    case .object(let members): children = members.map(\.value)
    case .array(let elements): children = elements
    default: return [[]]
    }
    return [[]]
      + children.enumerated().flatMap { index, child in places(of: child).map { [index] + $0 } }
  }

  private static func replace(
    _ node: JSONNode, at place: ArraySlice<Int>, with value: JSONNode
  ) -> JSONNode {
    guard let index = place.first else { return value }
    switch node {
    case .object(var members):
      members[index] = JSONMember(
        name: members[index].name,
        value: replace(members[index].value, at: place.dropFirst(), with: value))
      return .object(members)
    case .array(var elements):
      elements[index] = replace(elements[index], at: place.dropFirst(), with: value)
      return .array(elements)
    default: return value
    }
  }

  /// A placement without its ids, or with a number that is none, is an unknown outcome.
  @Test(arguments: fixtures.filter { $0.request == "place_order" })
  func aDamagedPlacementIsReconciled(_ fixture: DecodeFixture) throws {
    for name in ["orderId", "ordId", "algoId"] where fixture.payload.contains("\"\(name)\"") {
      let damaged = fixture.payload.replacing("\"\(name)\"", with: "\"was\"")
      let answer = try DecodeWitness.answer(fixture.line(damaged))
      #expect(answer.at("error.then") == "reconcile", "\(answer)")
    }
  }
}
