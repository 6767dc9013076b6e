import Ethereum
import FixedPoint
import Foundation
import JSON
import Secrets
import Testing

@testable import EthereumKeys

@Suite("Keystores and key derivation")
struct KeystoreTests {
  static let cheap: [KeyDerivation] = [
    .scrypt(n: 16, r: 8, p: 1), .scrypt(n: 2, r: 1, p: 3), .pbkdf2(iterations: 2),
  ]

  /// RFC 7914, section 12.
  @Test(arguments: [
    (
      "", "", 16, 1, 1,
      "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
        + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
    ),
    (
      "password", "NaCl", 1024, 8, 16,
      "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
        + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
    ),
  ])
  func scryptOfTheSpecification(
    password: String, salt: String, n: Int, r: Int, p: Int, expected: String
  ) throws {
    let secret = try SecretBytes(copying: password.utf8)
    let key = try KeyDerivation.scrypt(n: n, r: r, p: p)
      .key(password: secret, salt: Array(salt.utf8), length: 64)
    #expect(key.withBytes { Hex.encode($0, prefixed: false) } == expected)
    var own = [UInt8](repeating: 0, count: 64)
    let isDone = own.withUnsafeMutableBytes { output in
      secret.withBytes { Scrypt(n: n, r: r, p: p).derive($0, Array(salt.utf8), into: output) }
    }
    #expect(isDone)
    #expect(Hex.encode(own, prefixed: false) == expected)
  }

  @Test(arguments: cheap)
  func roundTrip(derivation: KeyDerivation) throws {
    let number: UInt256 = 0xfeed_beef
    let key = try SigningKeyTests.key(number)
    let password = try SecretBytes(copying: "pässword".utf8)
    let keystore = try Keystore(encrypting: key, password: password, derivation: derivation)
    let read = try Keystore(JSONNode(parsing: keystore.json.description))
    #expect(read == keystore)
    let back = try read.decrypt(password: password)
    #expect(back.withBytes { Array($0) } == number.bigEndianBytes())
    let wrong = try SecretBytes(copying: "password".utf8)
    #expect(throws: KeystoreError.wrongPassword) { _ = try read.decrypt(password: wrong) }
    #expect(try LocalSigner(read, password: password).address == keystore.address)
    let again = try Keystore(encrypting: key, password: password, derivation: derivation)
    #expect(again.salt != keystore.salt && again.vector != keystore.vector)
    #expect(again.identifier != keystore.identifier && again.identifier?.utf8.count == 36)
  }

  private static func file(_ changes: [String: String]) -> String {
    var text = """
      {"address":"7e5f4552091a69125d5dfcb7b8c2659029395bdf","crypto":{"cipher":"aes-128-ctr",\
      "cipherparams":{"iv":"00000000000000000000000000000000"},"ciphertext":"\
      \(String(repeating: "00", count: 32))","kdf":"scrypt","kdfparams":{"dklen":32,"n":16,"r":8,\
      "p":1,"salt":"00"},"mac":"\(String(repeating: "00", count: 32))"},"version":3}
      """
    for (old, new) in changes.sorted(by: { $0.key < $1.key }) {
      text = text.replacingOccurrences(of: old, with: new)
    }
    return text
  }

  @Test(arguments: [
    ("\"version\":3", "\"version\":1", KeystoreError.unsupported("version")),
    ("\"version\":3", "\"version\":\"3\"", .malformed("version")),
    ("aes-128-ctr", "aes-128-cbc", .unsupported("cipher")),
    ("scrypt", "argon2id", .unsupported("kdf")),
    ("\"dklen\":32", "\"dklen\":16", .malformed("dklen")),
    ("\"dklen\":32", "\"dklen\":99999999999", .excessiveParameters),
    ("\"n\":16", "\"n\":-16", .malformed("n")), ("\"n\":16", "\"n\":1.6e1", .malformed("n")),
    ("\"n\":16", "\"n\":1e1", .malformed("n")),
    ("\"n\":16", "\"n\":99999999999999999999999", .excessiveParameters),
    ("7e5f", "7e5", .malformed("address")), ("\"iv\":\"00", "\"iv\":\"", .malformed("iv")),
  ])
  func refusesFiles(old: String, new: String, error: KeystoreError) throws {
    let node = try JSONNode(parsing: Self.file([old: new]))
    #expect(throws: error) { try Keystore(node) }
  }

  @Test func theCodeIsCheckedFirst() throws {
    let keystore = try Keystore(JSONNode(parsing: Self.file([:])))
    let password = try SecretBytes(copying: [])
    #expect(throws: KeystoreError.wrongPassword) { _ = try keystore.decrypt(password: password) }
  }

  @Test func anotherAddressIsRefused() throws {
    let password = try SecretBytes(copying: "x".utf8)
    let keystore = try Keystore(
      encrypting: SigningKeyTests.key(5), password: password, derivation: Self.cheap[2])
    let own = try #require(keystore.address)
    let text = keystore.json.description.replacingOccurrences(
      of: Hex.encode(own.bytes, prefixed: false), with: String(repeating: "11", count: 20))
    let changed = try Keystore(JSONNode(parsing: text))
    #expect(throws: KeystoreError.addressMismatch) { _ = try changed.decrypt(password: password) }
  }

  @Test(arguments: [
    (KeyDerivation.scrypt(n: 1 << 21, r: 8, p: 1), 32, KeystoreError.excessiveParameters),
    (.scrypt(n: 1 << 20, r: 16, p: 1), 32, .excessiveParameters),
    (.scrypt(n: 1 << 20, r: 8, p: 1 << 10), 32, .excessiveParameters),
    (.scrypt(n: 2, r: .max, p: .max), 32, .excessiveParameters),
    (.scrypt(n: .max, r: 8, p: 1), 32, .unacceptableParameters),
    (.scrypt(n: 0, r: 8, p: 1), 32, .unacceptableParameters),
    (.scrypt(n: 16, r: 0, p: 1), 32, .unacceptableParameters),
    (.scrypt(n: 17, r: 8, p: 1), 32, .unacceptableParameters),
    (.pbkdf2(iterations: .max), 32, .excessiveParameters),
    (.pbkdf2(iterations: 0), 32, .unacceptableParameters),
    (.pbkdf2(iterations: 1), 0, .unacceptableParameters),
    (.pbkdf2(iterations: 1), .max, .excessiveParameters),
  ])
  func refusesParameters(derivation: KeyDerivation, length: Int, error: KeystoreError) throws {
    let password = try SecretBytes(copying: [])
    #expect(throws: error) {
      _ = try derivation.key(password: password, salt: [], length: length)
    }
  }
}
