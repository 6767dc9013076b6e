import Ethereum
import FixedPoint
import JSON
import TestSupport
import Testing

@Suite("Contract ABI encoding")
struct ABITests {
  @Test(.enabled(if: Vectors.arePresent))
  func singleValues() throws {
    for node in try Vectors.cases("abi") {
      let type = try ABIType(parsing: node.string("type"))
      let value = try ABIValue(node.member("value"), as: type)
      let encoded = try node.hex("encoded")
      #expect(try ABI.encode([type], [value]) == encoded)
      #expect(try ABI.decode([type], encoded) == [value])
    }
  }

  @Test(.enabled(if: Vectors.arePresent))
  func calls() throws {
    for node in try Vectors.cases("abi-calls") {
      let function = try ABIFunction(parsing: node.string("signature"))
      #expect(try function.selector.description == node.string("selector"))
      let arguments = ABIType.tuple(function.inputs)
      let values = try ABIValue(node.member("values"), as: arguments).elements ?? []
      let calldata = try node.hex("calldata")
      #expect(try function.encodeCall(values) == calldata)
      #expect(try function.decodeCall(calldata) == values)
      #expect(try ABIValue.tuple(values).json == node.member("values"))
    }
  }

  @Test(.enabled(if: Vectors.arePresent))
  func refusals() throws {
    for node in try Vectors.cases("abi-refuse") {
      let type = try ABIType(parsing: node.string("type"))
      let data = try node.hex("data")
      #expect(throws: ABIError.self) { try ABI.decode([type], data) }
    }
  }

  @Test(.enabled(if: Vectors.arePresent))
  func packed() throws {
    for node in try Vectors.cases("packed") {
      let texts = try node.member("types").elements?.compactMap(\.text) ?? []
      let types = try texts.map { try ABIType(parsing: $0) }
      let nodes = try node.member("values").elements ?? []
      let values = try zip(nodes, types).map { try ABIValue($0, as: $1) }
      let hash = Keccak256.hash(try ABI.encodePacked(types, values))
      #expect(try hash.description == node.string("keccak256"))
    }
  }

  @Test(arguments: [
    "", "uint7", "uint0", "uint264", "uint08", "int257", "bytes0", "bytes33", "bytes032", "tuple",
    "()", "uint256[0]", "uint256[01]", "uint256[-1]", "uint256[", "(uint256", "(uint256,)",
    "uint256 extra words", "fixed128x18", "Address", "uint256[99999999999]", "uint256]", "é",
  ])
  func refusesTypes(text: String) {
    #expect(throws: ABIError.self) { try ABIType(parsing: text) }
  }

  @Test(arguments: [
    ("uint", "uint256"), ("int[2][]", "int256[2][]"),
    (
      " ( address to , bytes32[] ids ) [3] ",
      "(address,bytes32[])[3]"
    ), ("tuple(uint8 a, tuple(bool) b)[]", "(uint8,(bool))[]"),
    ("function", "function"),
  ])
  func canonicalNames(text: String, name: String) throws {
    #expect(try ABIType(parsing: text).canonicalName == name)
  }

  @Test func depthIsBounded() {
    let suffixes = "uint256" + String(repeating: "[]", count: 5_000)
    #expect(throws: ABIError.tooDeep) { try ABIType(parsing: suffixes) }
    let tuples = String(repeating: "(", count: 100_000)
    #expect(throws: ABIError.self) { try ABIType(parsing: tuples) }
  }

  @Test func sharedTailsDoNotMultiply() throws {
    // Every element of every level points at the same next level.
    var type = ABIType.uint(256)
    for _ in 0..<8 { type = .array(type) }
    var words: [[UInt8]] = []
    func word(_ value: UInt8) -> [UInt8] { [UInt8](repeating: 0, count: 30) + [0, value] }
    words.append(word(32))
    for _ in 0..<7 {
      words.append(word(4))
      for _ in 0..<4 { words.append(word(128)) }
    }
    words.append(word(0))
    #expect(throws: ABIError.excessiveSharing) { try ABI.decode([type], words.flatMap { $0 }) }
  }

  @Test func hugeFixedArraysAreRefusedAtOnce() throws {
    let type = try ABIType(parsing: "uint256[999999999][999999999][999999999]")
    #expect(throws: ABIError.truncated) { try ABI.decode([type], [UInt8](repeating: 0, count: 64)) }
  }

  @Test func valuesMustFit() throws {
    #expect(throws: ABIError.outOfRange(type: "uint8")) {
      try ABI.encode([.uint(8)], [.uint(256)])
    }
    #expect(throws: ABIError.outOfRange(type: "int8")) { try ABI.encode([.int(8)], [.int(128)]) }
    #expect(throws: ABIError.wrongKind(expected: "uint8")) {
      try ABI.encode([.uint(8)], [.bool(true)])
    }
    #expect(throws: ABIError.wrongCount(expected: 1, found: 0)) { try ABI.encode([.bool], []) }
    #expect(throws: ABIError.outOfRange(type: "bytes4")) {
      try ABI.encode([.fixedBytes(4)], [.fixedBytes([1])])
    }
  }

  @Test func truncationsNeverCrash() throws {
    let type = try ABIType(parsing: "(uint8[],string,(bytes,bool)[2])")
    let value = ABIValue.tuple([
      .array([.uint(1), .uint(2)]), .string("hé"),
      .array([.tuple([.bytes([1]), .bool(true)]), .tuple([.bytes([]), .bool(false)])]),
    ])
    let encoded = try ABI.encode([type], [value])
    #expect(try ABI.decode([type], encoded) == [value])
    for count in encoded.indices {
      #expect(throws: ABIError.self) { try ABI.decode([type], Array(encoded[..<count])) }
    }
    for index in encoded.indices {
      var changed = encoded
      changed[index] ^= 0xff
      _ = try? ABI.decode([type], changed)
    }
  }
}
