import Ethereum
import JSON
import TestSupport
import Testing

@Suite("Keccak-256 and hexadecimal text")
struct HashingTests {
  @Test func hashOfNothing() {
    #expect(
      Keccak256.hash([]).description
        == "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")
  }

  @Test(.enabled(if: Vectors.arePresent), arguments: ["keccak", "keccak-lengths"])
  func vectors(topic: String) throws {
    for node in try Vectors.cases(topic) {
      let hash = Keccak256.hash(try node.hex("data"))
      #expect(try hash.description == node.string("keccak256"))
    }
  }

  @Test func streamingInPiecesIsTheSame() {
    let message = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    for piece in [1, 7, 135, 136, 137, 300] {
      var hasher = Keccak256()
      var index = 0
      while index < message.count {
        let end = min(index + piece, message.count)
        hasher.update(Array(message[index..<end]))
        index = end
      }
      #expect(hasher.finalize() == Keccak256.hash(message))
    }
  }

  @Test(arguments: ["0x0", "0xzz", "abc", "0X00", " 00"])
  func refusesMalformedHex(text: String) {
    #expect(Hex.decode(text) == nil)
  }

  @Test func hexRoundTrip() {
    #expect(Hex.decode("0x00fF10") == [0, 255, 16])
    #expect(Hex.encode([0, 255, 16]) == "0x00ff10")
    #expect(Hex.decode("") == [])
    #expect(Hex.decodePrefixed("00") == nil)
  }
}
