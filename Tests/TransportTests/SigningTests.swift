import COpenSSL
import Foundation
import Hashing
import JSON
import Secrets
import Testing

@testable import Transport

@Suite struct SigningTests {
  private func bytes(_ hexadecimal: String) -> [UInt8] {
    stride(from: 0, to: hexadecimal.count, by: 2).compactMap { offset in
      let start = hexadecimal.index(hexadecimal.startIndex, offsetBy: offset)
      return UInt8(hexadecimal[start...].prefix(2), radix: 16)
    }
  }

  private func text(_ bytes: [UInt8]) -> String {
    bytes.map { String(0x100 + Int($0), radix: 16).dropFirst() }.joined()
  }

  @Test(arguments: [
    // RFC 4231, test cases 1, 2 and 6.
    (
      String(repeating: "0b", count: 20), "4869205468657265",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
      "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59c"
        + "faea9ea9076ede7f4af152e8b2fa9cb6",
      "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"
        + "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854"
    ),
    (
      "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
      "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
        + "8e2240ca5e69e2c78b3239ecfab21649",
      "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
        + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
    ),
    (
      String(repeating: "aa", count: 131),
      "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368"
        + "204b6579204669727374",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
      "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c6"
        + "0c2ef6ab4030fe8296248df163f44952",
      "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
        + "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598"
    ),
  ])
  func theStandardsCodes(
    _ key: String, _ message: String, _ short: String, _ middle: String, _ long: String
  ) throws {
    for (function, expected) in zip(HMACSigner.Function.allCases, [short, middle, long]) {
      let signer = try HMACSigner(key: SecretBytes(copying: bytes(key)), function: function)
      for _ in 0..<3 {
        #expect(try signer.hexadecimalCode(bytes(message)) == expected)
        #expect(text(try signer.code(bytes(message))) == expected)
      }
    }
  }

  @Test func anEmptyKeyAndAnEmptyMessageAreSigned() throws {
    let signer = try HMACSigner(key: SecretBytes(copying: []))
    #expect(
      try signer.hexadecimalCode([])
        == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
  }

  @Test func manyThreadsMayShareASigner() async throws {
    let signer = try HMACSigner(key: SecretBytes(copying: "key".utf8))
    let codes = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<64 {
        group.addTask { try signer.hexadecimalCode([UInt8](repeating: 7, count: 1_000)) }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(codes.count == 1)
  }

  @Test func ed25519AsInTheStandard() throws {
    // RFC 8032 section 7.1, test 2.
    let signer = try PrivateKeySigner(
      ed25519Seed: SecretBytes(
        copying: bytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")))
    #expect(
      text(try signer.signature([0x72]))
        == "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
    #expect(signer.kind == .ed25519)
  }

  @Test(arguments: ["rsa:2048", "ed25519"])
  func theOpensslCommandVerifiesWhatWeSign(_ algorithm: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "venues-signing-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let key = folder.appendingPathComponent("key.pem")
    let isRSA = algorithm.hasPrefix("rsa")
    let kind =
      isRSA
      ? ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"] : ["-algorithm", algorithm]
    try #require(openssl(["genpkey"] + kind + ["-out", key.path]) == 0)
    try #require(
      openssl(["pkey", "-in", key.path, "-pubout", "-out", key.path + ".pub"]) == 0)
    let signer = try PrivateKeySigner(pem: SecretBytes(copying: try Data(contentsOf: key)))
    let message = Array("symbol=BTCUSDT&side=BUY&timestamp=1".utf8)
    let signature = try signer.signature(message)
    #expect(Base64.decoded(try signer.base64Signature(message)) == signature)
    try Data(message).write(to: folder.appendingPathComponent("m"))
    try Data(signature).write(to: folder.appendingPathComponent("s"))
    let names = ["-sigfile", folder.path + "/s", "-inkey", key.path + ".pub", "-pubin"]
    let how = isRSA ? ["-digest", "sha256"] : []
    #expect(
      openssl(["pkeyutl", "-verify", "-rawin", "-in", folder.path + "/m"] + how + names) == 0)
  }

  @Test func badKeysAreRefusedWithoutBeingShown() throws {
    for text in ["", "secret", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"] {
      #expect(throws: SigningError.malformedKey) {
        try PrivateKeySigner(pem: SecretBytes(copying: text.utf8))
      }
    }
    #expect(throws: SigningError.malformedKey) {
      try PrivateKeySigner(ed25519Seed: SecretBytes(copying: [1, 2, 3]))
    }
  }

  private func openssl(_ arguments: [String]) -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return -1 }
    process.waitUntilExit()
    return process.terminationStatus
  }
}
