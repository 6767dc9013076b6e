import Ethereum
import FixedPoint
import JSON
import TestSupport
import Testing

@Suite("Functions, events and errors")
struct ABIDefinitionTests {
  @Test(.enabled(if: Vectors.arePresent))
  func selectorsAndTopics() throws {
    for node in try Vectors.cases("selectors") {
      if try node.string("kind") == "error" {
        let error = try ABIErrorDefinition(parsing: node.string("name"))
        #expect(try error.selector.description == node.string("selector"))
      } else if try node.string("kind") == "function" {
        let function = try ABIFunction(parsing: node.string("name"))
        #expect(try function.selector.description == node.string("selector"))
      } else {
        let event = try ABIEvent(parsing: node.string("name"))
        #expect(try event.signature == node.string("canonical"))
        #expect(try event.topic.description == node.string("topic0"))
      }
    }
  }

  @Test(.enabled(if: Vectors.arePresent))
  func logs() throws {
    for node in try Vectors.cases("event-logs") {
      let event = try ABIEvent(parsing: node.string("event"))
      let topics = try node.member("topics").elements?.compactMap { $0.text.flatMap(Hash32.init) }
      let values = try event.decode(topics: topics ?? [], data: node.hex("data"))
      #expect(try JSONNode.array(values.map(\.json)) == node.member("values"))
    }
  }

  @Test(.enabled(if: Vectors.arePresent))
  func reverts() throws {
    for node in try Vectors.cases("revert-data") {
      let errors = try node["signature"]?.text.map { [try ABIErrorDefinition(parsing: $0)] } ?? []
      let data = try node.hex("data")
      let reason = RevertReason(data, errors: errors)
      switch try node.string("kind") {
      case "Empty": #expect(reason == .empty)
      case "Error": #expect(reason == .error(try node.string("reason")))
      case "Panic":
        guard case .panic(let code) = reason else {
          Issue.record("not a panic")
          continue
        }
        #expect(code.description == (try node.string("code")))
      case "Custom":
        guard case .custom(_, let values) = reason else {
          Issue.record("not a custom error")
          continue
        }
        #expect(try JSONNode.array(values.map(\.json)) == node.member("values"))
      default: #expect(reason == .unknown(data))
      }
    }
  }

  @Test func humanReadableFunction() throws {
    let function = try ABIFunction(
      parsing: "function swap(tuple(address a, uint24 fee) key, bytes calldata data) external "
        + "payable returns (uint256 amountOut, bool);")
    #expect(function.signature == "swap((address,uint24),bytes)")
    #expect(function.outputs.map(\.name) == ["amountOut", ""])
    #expect(function.stateMutability == .payable)
    #expect(function.inputs[0].name == "key")
  }

  @Test(arguments: [
    "", "f", "f(", "f(uint256))", "function (uint256)", "f(uint256) sometimes", "f(uint256),",
    "f(uint256 a b)",
  ])
  func refusesSignatures(text: String) {
    #expect(throws: ABIError.self) { try ABIFunction(parsing: text) }
  }

  @Test func jsonContract() throws {
    let json = try JSONNode(
      parsing: """
        [{"type":"function","name":"open","stateMutability":"view","inputs":[{"name":"legs",
        "type":"tuple[2][]","components":[{"name":"venue","type":"address"},{"name":"size",
        "type":"int128"}]}],"outputs":[{"name":"","type":"bool"}]},
        {"type":"event","name":"Opened","inputs":[{"name":"id","type":"uint256","indexed":true},
        {"name":"note","type":"string","indexed":true},{"name":"size","type":"int8"}]},
        {"type":"error","name":"Closed","inputs":[]},{"type":"receive"}]
        """)
    let contract = try ABIContract(json)
    #expect(contract.function("open")?.signature == "open((address,int128)[2][])")
    #expect(contract.function("open")?.stateMutability == .view)
    let event = try #require(contract.events.first)
    let topics = [event.topic, Hash32(7), Keccak256.hash(utf8: "hello")]
    #expect(contract.event(topics: topics) == event)
    #expect(contract.event(topics: [event.topic]) == nil)
    let data = [UInt8](repeating: 0xff, count: 32)
    #expect(
      try event.decode(topics: topics, data: data)
        == [.uint(7), .fixedBytes(topics[2].bytes), .int(-1)])
    #expect(
      RevertReason(contract.errors[0].selector.bytes, errors: contract.errors)
        == .custom(contract.errors[0], []))
  }

  @Test func topicsForFilters() throws {
    let event = try ABIEvent(
      parsing: "event Noted(address indexed who, string indexed what, int8 indexed n, bool b)")
    #expect(
      try event.topics(selecting: [.address(.zero), .string("hello"), nil])
        == [event.topic, .zero, Keccak256.hash(utf8: "hello"), nil])
    #expect(try event.topics(selecting: [nil, nil, .int(-1)])[3] == Hash32(.max))
    #expect(throws: ABIError.self) { try event.topics(selecting: []) }
  }

  @Test func transferClashIsToldApartByTopicCount() throws {
    let contract = try ABIContract(parsing: [
      "event Transfer(address indexed from, address indexed to, uint256 value)",
      "event Transfer(address indexed from, address indexed to, uint256 indexed tokenId)",
    ])
    let topic = contract.events[0].topic
    #expect(contract.event(topics: [topic, .zero, .zero]) == contract.events[0])
    #expect(contract.event(topics: [topic, .zero, .zero, .zero]) == contract.events[1])
  }

  @Test(arguments: [
    "[1,]", "{\"a\":1,\"a\":2}", "01", "\"\\ud800\"", "[", "nul", "1 2", "\"\u{1}\"",
  ])
  func refusesJSON(text: String) {
    #expect(throws: JSONNodeError.self) { try JSONNode(parsing: text) }
  }

  @Test func jsonDepthIsBounded() {
    let text = String(repeating: "[", count: 100_000)
    #expect(throws: JSONNodeError.self) { try JSONNode(parsing: text) }
  }
}
