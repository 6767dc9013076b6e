import Ethereum
import EthereumKeys
import Foundation
import JSON
import Secrets
import Testing

@Suite("Keys named by reference")
struct KeyReferenceTests {
  private static let digits = String(repeating: "46", count: 32)
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "venues-key-\(UUID().uuidString)").path()

  /// A key as text, the same key in a keystore, and passwords.
  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let key = try PrivateKey(copying: [UInt8](repeating: 0x46, count: 32))
    let store = try Keystore(
      encrypting: key, password: SecretBytes(copying: "correct horse".utf8),
      derivation: .pbkdf2(iterations: 2))
    try write("bare", "0x\(Self.digits)\n")
    try write("short", String(Self.digits.dropLast()))
    try write("store", store.json.description)
    try write("password", "correct horse\n")
    try write("other", "wrong battery\n")
  }

  private func write(_ name: String, _ text: String) throws {
    #expect(
      FileManager.default.createFile(
        atPath: "\(folder)/\(name)", contents: Data(text.utf8),
        attributes: [.posixPermissions: 0o600]))
  }

  private func open(_ place: String, _ password: String? = nil) throws -> LocalSigner {
    try LocalSigner(
      try #require(SecretReference(place.replacing("@", with: folder))),
      password: password.flatMap { SecretReference("file:\(folder)/\($0)") })
  }

  @Test(arguments: [("file:@/bare", nil), ("keystore:@/store", "password")])
  func opened(place: String, password: String?) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // The account of the example key of EIP-155.
    #expect(
      try open(place, password).address.checksummed == "0x9d8A62f656a8d1615C1294fd71e9CFb3E4855A4F")
  }

  @Test(arguments: [
    ("file:@/short", nil, KeyReferenceError.key(.invalidPrivateKey)),
    ("file:@/store", nil, .key(.invalidPrivateKey)), ("file:@/none", nil, .secret(.notFound)),
    ("keystore:@/none", "password", .secret(.notFound)),
    ("keystore:@/store", nil, .passwordMissing),
    ("keystore:@/store", "other", .keystore(.wrongPassword)),
    ("keystore:@/store", "none", .secret(.notFound)),
    ("keystore:@/bare", "password", .keystore(.malformed("JSON"))),
  ])
  func refused(place: String, password: String?, expected: KeyReferenceError) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(throws: expected) { _ = try open(place, password) }
    #expect(!"\(expected)".contains("4646"))
  }
}
