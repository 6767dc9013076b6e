import Ethereum
import FixedPoint
import Testing

@testable import EthereumKeys

@Suite("Keys and signatures")
struct SigningKeyTests {
  static func key(_ number: UInt256) throws -> PrivateKey {
    try PrivateKey(copying: number.bigEndianBytes())
  }

  @Test func addressesOfSmallKeys() throws {
    let one = try Self.key(1)
    #expect(
      try one.publicKey().address.checksummed == "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf")
    let two = try Self.key(2)
    #expect(
      try two.publicKey().address.checksummed == "0x2B5AD5c4795c026514f8317c7a215E218DcCD6cF")
  }

  @Test(arguments: [UInt256.zero, Signature.groupOrder, UInt256.max])
  func refusesNumbersThatAreNoKeys(number: UInt256) {
    #expect(throws: KeyError.invalidPrivateKey) { _ = try Self.key(number) }
  }

  @Test(arguments: [0, 1, 31, 33, 64])
  func refusesOtherLengths(count: Int) {
    #expect(throws: KeyError.invalidPrivateKey) {
      _ = try PrivateKey(copying: [UInt8](repeating: 1, count: count))
    }
  }

  @Test func signaturesAreDeterministicLowAndRecoverable() throws {
    var digest = Keccak256.hash(utf8: "venues")
    for number in 1...40 {
      let key = try Self.key(UInt256(UInt64(number)) &* 0x1234_5678_9abc_def1)
      let publicKey = try key.publicKey()
      let signature = try key.sign(digest)
      #expect(try key.sign(digest) == signature)
      #expect(signature.isCanonical)
      #expect(try PublicKey(recovering: signature, digest: digest) == publicKey)
      #expect(publicKey.verifies(signature, digest: digest))
      let high = Signature(
        r: signature.r, s: Signature.groupOrder &- signature.s, yParity: !signature.yParity)
      #expect(!publicKey.verifies(high, digest: digest))
      let compact = EncodedSignature.compact(high.r.bigEndianBytes() + high.s.bigEndianBytes())
      #expect(!publicKey.verifies(compact, digest: digest))
      #expect(publicKey.verifies(compact, digest: digest, allowingHighS: true))
      #expect(try PublicKey(recovering: high, digest: digest) == publicKey)
      #expect(!publicKey.verifies(signature, digest: Keccak256.hash(digest.bytes)))
      digest = Keccak256.hash(digest.bytes)
    }
  }

  @Test func publicKeyForms() throws {
    let key = try Self.key(7).publicKey()
    #expect(try PublicKey(key.compressed) == key)
    #expect(try PublicKey(key.uncompressed) == key)
    var off = key.uncompressed
    off[64] ^= 1
    #expect(throws: KeyError.invalidPublicKey) { try PublicKey(off) }
    #expect(throws: KeyError.invalidPublicKey) { try PublicKey([]) }
    #expect(throws: KeyError.invalidPublicKey) { try PublicKey([6] + key.uncompressed.dropFirst()) }
  }

  @Test func numbersOutOfRangeAreNotRecovered() {
    let order = Signature.groupOrder
    for (r, s) in [(UInt256.zero, UInt256.one), (.one, .zero), (order, .one), (.one, order)] {
      #expect(throws: KeyError.unrecoverable) {
        try PublicKey(recovering: Signature(r: r, s: s, yParity: false), digest: .zero)
      }
    }
  }

  @Test func nothingPrintsAKey() throws {
    let canary: UInt256 = 0x1122_3344_5566_7788_99aa_bbcc_ddee_ff00_1122_3344_5566_7788
    let signer = try LocalSigner(Self.key(canary))
    var dumped = ""
    dump(signer, to: &dumped)
    for text in ["\(signer)", String(reflecting: signer), dumped] {
      #expect(!text.contains("1122"))
      #expect(!text.contains(canary.description))
      #expect(text.contains(signer.address.checksummed))
    }
  }
}
