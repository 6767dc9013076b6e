import Ethereum
import FixedPoint
import JSON
import TestSupport
import Testing

@Suite("RLP")
struct RLPTests {
  static func item(_ node: JSONNode) throws -> RLPItem {
    if let elements = node.elements { return .list(try elements.map(item)) }
    guard let bytes = node.text.flatMap({ Hex.decode($0) }) else {
      throw MissingMember(name: "decoded")
    }
    return .bytes(bytes)
  }

  @Test(.enabled(if: Vectors.arePresent))
  func vectors() throws {
    for node in try Vectors.cases("rlp") {
      let encoded = try node.hex("encoded")
      if let decoded = node["decoded"] {
        #expect(try RLP.encode(Self.item(decoded)) == encoded)
        #expect(try RLP.decode(encoded) == Self.item(decoded))
      } else if node["valid"]?.truth == true {
        #expect(try RLP.encode(RLP.decode(encoded)) == encoded)
      } else {
        #expect(throws: RLPError.self) { try RLP.decode(encoded) }
      }
    }
  }

  @Test(arguments: [
    ("0x", RLPError.truncated), ("0x8100", .notCanonical), ("0xb800", .notCanonical),
    ("0xbfffffffffffffffff", .truncated), ("0xffffffffffffffffff", .truncated),
    ("0x8080", .trailingBytes), ("0xc181", .truncated),
  ])
  func refuses(text: String, error: RLPError) throws {
    let bytes = try #require(Hex.decode(text))
    #expect(throws: error) { try RLP.decode(bytes) }
  }

  @Test func depthIsBounded() {
    let bytes = [UInt8](repeating: 0xc1, count: 100_000) + [0xc0]
    #expect(throws: RLPError.self) { try RLP.decode(bytes) }
    var item = RLPItem.list([])
    for _ in 0..<200 { item = .list([item]) }
    #expect(throws: RLPError.tooDeep) { try RLP.encode(item) }
  }

  @Test func integers() throws {
    let values: [UInt256] = [0, 1, 0x7f, 0x80, 0xff, 0x100, .max, UInt256(UInt64.max)]
    for value in values + [UInt256(low: 0, high: 1), UInt256(low: 1 << 64, high: 0)] {
      var writer = RLPWriter()
      writer.append(value)
      var reader = RLPReader(writer.bytes)
      #expect(try reader.readUInt256() == value)
      #expect(reader.isAtEnd)
      let minimal = Array(value.bigEndianBytes().drop { $0 == 0 })
      #expect(try RLP.encode(.bytes(minimal)) == writer.bytes)
    }
    var reader = RLPReader([0x82, 0x00, 0x01])
    #expect(throws: RLPError.leadingZero) { try reader.readUInt64() }
  }
}
