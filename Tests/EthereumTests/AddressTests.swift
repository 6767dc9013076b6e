import Ethereum
import JSON
import TestSupport
import Testing

@Suite("Addresses and 32-byte values")
struct AddressTests {
  @Test(.enabled(if: Vectors.arePresent))
  func checksums() throws {
    for node in try Vectors.cases("accounts") {
      let text = try node.string("address")
      #expect(Address(text)?.checksummed == text)
      #expect(Address(text.lowercased())?.checksummed == text)
    }
  }

  @Test(arguments: [
    "0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
  ])
  func refusesWrongChecksum(text: String) {
    #expect(throws: AddressError.wrongChecksum) { try Address(parsing: text) }
  }

  @Test(arguments: ["", "0x", "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0x5aAeb6053F3E94C9"])
  func refusesMalformed(text: String) {
    #expect(throws: AddressError.malformed) { try Address(parsing: text) }
  }

  @Test func bytesRoundTrip() {
    let bytes = (1...20).map { UInt8($0) }
    #expect(Address(bytes)?.bytes == bytes)
    #expect(Address(bytes.dropLast()) == nil)
    let long = (1...32).map { UInt8($0) }
    #expect(Hash32(long)?.bytes == long)
    #expect(Hash32(long).map { Hash32($0.unsignedValue) } == Hash32(long))
    #expect(Hash32(long).map { Address(lowBytesOf: $0).bytes } == Array(long.suffix(20)))
  }
}
