import Ethereum
import FixedPoint
import JSON
import TestSupport
import Testing

extension SeededGenerator {
  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
  }

  mutating func type(depth: Int) -> ABIType {
    let choice = Int.random(in: 0..<(depth == 0 ? 8 : 11), using: &self)
    switch choice {
    case 0: return .uint(8 * Int.random(in: 1...32, using: &self))
    case 1: return .int(8 * Int.random(in: 1...32, using: &self))
    case 2: return .bool
    case 3: return .address
    case 4: return .function
    case 5: return .fixedBytes(Int.random(in: 1...32, using: &self))
    case 6: return .bytes
    case 7: return .string
    case 8: return .array(type(depth: depth - 1))
    case 9: return .fixedArray(type(depth: depth - 1), Int.random(in: 1...3, using: &self))
    default:
      let count = Int.random(in: 1...3, using: &self)
      return .tuple(of: (0..<count).map { _ in type(depth: depth - 1) })
    }
  }

  mutating func value(_ type: ABIType) -> ABIValue {
    switch type {
    case .uint(let bits): return .uint((UInt256(bigEndian: bytes(32)) ?? .zero) >> (256 - bits))
    case .int(let bits):
      let number = (UInt256(bigEndian: bytes(32)) ?? .zero) >> (257 - bits)
      return .int(Int256(bitPattern: Bool.random(using: &self) ? number : ~number))
    case .bool: return .bool(Bool.random(using: &self))
    case .address: return .address(Address(bytes(20)) ?? .zero)
    case .function: return .fixedBytes(bytes(24))
    case .fixedBytes(let count): return .fixedBytes(bytes(count))
    case .bytes: return .bytes(bytes(Int.random(in: 0...70, using: &self)))
    case .string:
      return .string(String(repeating: "é", count: Int.random(in: 0...40, using: &self)))
    case .array(let element):
      return .array((0..<Int.random(in: 0...3, using: &self)).map { _ in value(element) })
    case .fixedArray(let element, let count): return .array((0..<count).map { _ in value(element) })
    case .tuple(let components): return .tuple(components.map { value($0.type) })
    }
  }
}

@Suite("Hostile and random input")
struct HostileInputTests {
  @Test(arguments: 0..<8)
  func abiRoundTripsAndDamage(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let types = (0..<3).map { _ in generator.type(depth: 3) }
      let values = types.map { generator.value($0) }
      let encoded = try ABI.encode(types, values)
      #expect(try ABI.decode(types, encoded) == values)
      let name = ABIType.tuple(of: types).canonicalName
      let parsed = try ABIType(parsing: name)
      #expect(parsed.canonicalName == name)
      #expect(try ABIValue(ABIValue.tuple(values).json, as: parsed) == .tuple(values))
      for _ in 0..<10 where !encoded.isEmpty {
        var damaged = encoded
        let index = Int.random(in: damaged.indices, using: &generator)
        damaged[index] = UInt8.random(in: 0...255, using: &generator)
        if let decoded = try? ABI.decode(types, damaged) {
          #expect((try? ABI.encode(types, decoded)) != nil)
        }
      }
    }
  }

  @Test(arguments: 0..<4)
  func randomBytesNeverCrash(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed &+ 1_000)
    for _ in 0..<2_000 {
      let bytes = generator.bytes(Int.random(in: 0...120, using: &generator))
      if let item = try? RLP.decode(bytes) { #expect(try RLP.encode(item) == bytes) }
      for first in [0x01, 0x02, 0x03, 0x04, 0xf8] as [UInt8] {
        _ = try? SignedTransaction(decoding: [first] + bytes)
        _ = try? Transaction(decodingUnsigned: [first] + bytes)
      }
      _ = RevertReason([0x08, 0xc3, 0x79, 0xa0] + bytes)
      _ = RevertReason(bytes)
      let text = String(decoding: bytes, as: UTF8.self)
      _ = try? JSONNode(parsing: text)
      _ = try? ABIType(parsing: text)
      _ = try? ABIFunction(parsing: text)
      _ = try? NameHash.hash(text)
      _ = Address(text)
      _ = UnitConversion.parse(text, decimals: 18)
    }
  }

  @Test(arguments: 0..<4)
  func jsonAndSignatureGrammarNeverCrash(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed &+ 2_000)
    let alphabet = Array("{}[]\",:0123456789.eE-+ tuple(uint256)bytes indexed returns\\u".utf8)
    for _ in 0..<3_000 {
      let count = Int.random(in: 0...60, using: &generator)
      let bytes = (0..<count).map { _ in
        alphabet[Int.random(in: alphabet.indices, using: &generator)]
      }
      if let node = try? JSONNode(parsing: bytes) {
        #expect(try JSONNode(parsing: node.description) == node)
      }
      let text = String(decoding: bytes, as: UTF8.self)
      _ = try? ABIFunction(parsing: "f(" + text + ")")
      _ = try? ABIEvent(parsing: text)
      if let type = try? ABIType(parsing: text) {
        #expect(try ABIType(parsing: type.canonicalName).canonicalName == type.canonicalName)
      }
    }
  }
}
