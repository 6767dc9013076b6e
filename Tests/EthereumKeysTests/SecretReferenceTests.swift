import EthereumKeys
import Foundation
import Testing

@Suite("Where secrets are")
struct SecretReferenceTests {
  private func file(_ content: String, mode: Int) throws -> String {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "venues-secret-\(UUID().uuidString)").path()
    #expect(
      FileManager.default.createFile(
        atPath: path, contents: Data(content.utf8), attributes: [.posixPermissions: mode]))
    return path
  }

  @Test(arguments: ["abc", "abc\n", "abc\r\n"])
  func filesForOneUser(content: String) throws {
    let path = try file(content, mode: 0o600)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let secret = try SecretReference.file(path).read()
    #expect(secret.withBytes { Array($0) } == Array("abc".utf8))
  }

  @Test(arguments: [0o644, 0o640, 0o602, 0o610])
  func filesOpenToOthers(mode: Int) throws {
    let path = try file("abc", mode: mode)
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: SecretReferenceError.tooOpen) { _ = try SecretReference.file(path).read() }
  }

  @Test func linksFoldersAndNothing() throws {
    let path = try file("abc", mode: 0o600)
    let link = path + "-link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    defer {
      try? FileManager.default.removeItem(atPath: path)
      try? FileManager.default.removeItem(atPath: link)
    }
    #expect(throws: SecretReferenceError.unreadable) { _ = try SecretReference.file(link).read() }
    #expect(throws: SecretReferenceError.unreadable) { _ = try SecretReference.file("/tmp").read() }
    #expect(throws: SecretReferenceError.notFound) {
      _ = try SecretReference.file(path + "-missing").read()
    }
    let long = try file(String(repeating: "a", count: 70_000), mode: 0o600)
    defer { try? FileManager.default.removeItem(atPath: long) }
    #expect(throws: SecretReferenceError.tooLong) { _ = try SecretReference.file(long).read() }
  }

  @Test func variables() throws {
    setenv("VENUES_SECRET_TEST", "xyz", 1)
    let reference = try #require(SecretReference("env:VENUES_SECRET_TEST"))
    #expect(try reference.read().count == 3)
    #expect(throws: SecretReferenceError.notFound) {
      _ = try SecretReference.environment("VENUES_SECRET_NONE").read()
    }
    #expect(SecretReference("0xabc") == nil)
    #expect(SecretReference("env:") == nil)
  }
}
