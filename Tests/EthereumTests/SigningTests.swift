import Ethereum
import FixedPoint
import JSON
import TestSupport
import Testing

@Suite("EIP-191 and EIP-712")
struct SigningTests {
  @Test(.enabled(if: Vectors.arePresent))
  func personalMessages() throws {
    for node in try Vectors.cases("eip191") {
      let digest = PersonalMessage.digest(try node.hex("message"))
      #expect(try digest.description == node.string("hash"))
      let signature = try node.hex("signature")
      #expect(Signature(signature)?.bytes == signature)
      #expect(Signature(signature)?.isCanonical == true)
    }
  }

  @Test(.enabled(if: Vectors.arePresent))
  func typedData() throws {
    for node in try Vectors.cases("eip712") {
      let schema = try TypedDataSchema(node.member("types"))
      let primary = try node.string("primaryType")
      let message = try schema.value(node.member("data"), of: primary)
      #expect(try Hex.encode(schema.encodeData(primary, message)) == node.string("encoded"))
      let separator = try TypedData.separator(of: node.member("domain"), schema)
      let typed = TypedData(
        domainSeparator: separator, schema: schema, primaryType: primary, message: message)
      #expect(try typed.digest().description == node.string("digest"))
    }
  }

  @Test(.enabled(if: Vectors.arePresent))
  func permitsAndOrders() throws {
    for node in try Vectors.cases("eip712-defi") {
      let typed = try TypedData(node.member("typedData"))
      #expect(try typed.domainSeparator.description == node.string("domainSeparator"))
      #expect(try typed.structHash().description == node.string("structHash"))
      #expect(try typed.digest().description == node.string("digest"))
    }
  }

  @Test func theMailOfTheSpecification() throws {
    let schema = try TypedDataSchema([
      TypedDataStruct(parsing: "Person(string name,address wallet)"),
      TypedDataStruct(parsing: "Mail(Person from,Person to,string contents)"),
    ])
    #expect(
      try schema.encodeType("Mail")
        == "Mail(Person from,Person to,string contents)Person(string name,address wallet)")
    func person(_ name: String, _ wallet: String) throws -> ABIValue {
      .tuple([.string(name), .address(try Address(parsing: wallet))])
    }
    let typed = TypedData(
      domain: TypedDataDomain(
        name: "Ether Mail", version: "1", chainID: 1,
        verifyingContract: try Address(parsing: "0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC")),
      schema: schema, primaryType: "Mail",
      message: .tuple([
        try person("Cow", "0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"),
        try person("Bob", "0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB"), .string("Hello, Bob!"),
      ]))
    #expect(
      try typed.digest().description
        == "0xbe609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2")
  }

  @Test(arguments: [
    #"{"A":[{"name":"x","type":"B"}]}"#, #"{"A":[{"name":"x","type":"uint7"}]}"#,
    #"{"A":[{"name":"x","type":"bool"},{"name":"x","type":"bool"}]}"#,
    #"{"uint8":[{"name":"x","type":"bool"}]}"#, #"{"A b":[]}"#, #"{"A":[{"name":"x"}]}"#,
    #"{"A":[{"name":"x","type":"bool[0]"}]}"#, #"{"A":[{"name":"x","type":"bool[]["}]}"#, "[]",
  ])
  func refusesSchemas(text: String) throws {
    let node = try JSONNode(parsing: text)
    #expect(throws: TypedDataError.self) { try TypedDataSchema(node) }
  }

  @Test(arguments: [
    #"{}"#, #"{"x":1,"y":true,"z":[],"w":0}"#, #"{"x":256,"y":true,"z":[]}"#,
    #"{"x":1,"y":1,"z":[]}"#, #"{"x":1,"y":true,"z":[true]}"#, #"{"x":1.5,"y":true,"z":[]}"#,
    #"{"x":null,"y":true,"z":[]}"#,
  ])
  func refusesMessages(text: String) throws {
    let schema = try TypedDataSchema([TypedDataStruct(parsing: "A(uint8 x,bool y,uint8[] z)")])
    let node = try JSONNode(parsing: text)
    #expect(throws: TypedDataError.self) { try schema.value(node, of: "A") }
  }

  @Test func recursiveStructures() throws {
    let schema = try TypedDataSchema([TypedDataStruct(parsing: "Node(uint8 x,Node[] kids)")])
    #expect(try schema.encodeType("Node") == "Node(uint8 x,Node[] kids)")
    let node = try JSONNode(parsing: #"{"x":1,"kids":[{"x":2,"kids":[]}]}"#)
    let value = try schema.value(node, of: "Node")
    #expect(
      try schema.hashStruct("Node", value)
        != schema.hashStruct("Node", .tuple([.uint(1), .array([])])))
    var deep = ABIValue.tuple([.uint(1), .array([])])
    for _ in 0..<100 { deep = .tuple([.uint(1), .array([deep])]) }
    #expect(throws: TypedDataError.tooDeep) { try schema.hashStruct("Node", deep) }
  }

  @Test func signatureForms() {
    #expect(Signature([UInt8](repeating: 1, count: 64) + [2]) == nil)
    #expect(Signature([UInt8](repeating: 1, count: 66)) == nil)
    #expect(!Signature(r: 0, s: 1, yParity: false).isCanonical)
    #expect(!Signature(r: 1, s: Signature.groupOrder >> 1 + 1, yParity: false).isCanonical)
  }
}
