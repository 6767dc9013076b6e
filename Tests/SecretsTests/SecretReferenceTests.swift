import Foundation
import Secrets
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

  private func read(_ text: String) throws -> [UInt8] {
    try #require(SecretReference(text)).read().withBytes { Array($0) }
  }

  @Test(arguments: [
    ("env:BINANCE_KEY", true), ("file:/run/secrets/bin", true), ("file:relative", true),
    ("systemd:bin", true), ("docker:bin", true), ("keystore:/keys/a.json", true),
    ("age:/keys/a.age", true), ("hunter2", false), ("0x4c0883a69102937d6231471b5dbb6204", false),
    ("", false), ("env:", false), ("env:A B", false), ("env:A-B", false), ("systemd:../x", false),
    ("systemd:..", false), ("docker:a/b", false), ("vault:x", false), ("file:", false),
    ("file:/a\nb", false), ("FILE:/a", false),
  ])
  func onlyReferencesAreRead(text: String, isReference: Bool) {
    #expect(SecretReference(text).map(\.description) == (isReference ? text : nil))
  }

  @Test(arguments: ["abc", "abc\n", "abc\r\n"])
  func filesForOneUser(content: String) throws {
    for mode in [0o600, 0o400] {
      let path = try file(content, mode: mode)
      defer { try? FileManager.default.removeItem(atPath: path) }
      #expect(try read("file:\(path)") == Array("abc".utf8))
    }
  }

  @Test(arguments: [0o644, 0o640, 0o602, 0o610])
  func filesOpenToOthers(mode: Int) throws {
    let path = try file("abc", mode: mode)
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: SecretReferenceError.tooOpen) { try read("file:\(path)") }
  }

  @Test func linksFoldersPipesAndNothing() throws {
    let path = try file("abc", mode: 0o600)
    let (link, pipe) = (path + "-link", path + "-pipe")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    #expect(mkfifo(pipe, 0o600) == 0)
    defer { for name in [path, link, pipe] { try? FileManager.default.removeItem(atPath: name) } }
    for name in [link, pipe, "/tmp"] {
      #expect(throws: SecretReferenceError.unreadable) { try read("file:\(name)") }
    }
    #expect(throws: SecretReferenceError.notFound) { try read("file:\(path)-missing") }
  }

  @Test(arguments: [
    (String(repeating: "a", count: 65_536), nil), ("", SecretReferenceError.empty),
    ("\r\n", .empty), (String(repeating: "a", count: 65_537), .tooLong),
  ])
  func sizes(content: String, expected: SecretReferenceError?) throws {
    let path = try file(content, mode: 0o600)
    defer { try? FileManager.default.removeItem(atPath: path) }
    if let expected {
      #expect(throws: expected) { try read("file:\(path)") }
    } else {
      #expect(try read("file:\(path)").count == content.utf8.count)
    }
  }

  @Test func variablesAndCredentials() throws {
    setenv("VENUES_SECRET_TEST", "xyz", 1)
    defer { unsetenv("VENUES_SECRET_TEST") }
    #expect(try read("env:VENUES_SECRET_TEST") == Array("xyz".utf8))
    #expect(throws: SecretReferenceError.notFound) { try read("env:VENUES_SECRET_NONE") }
    #expect(throws: SecretReferenceError.notFound) { try read("docker:venues-none") }
    let path = try file("credential", mode: 0o440)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let url = URL(fileURLWithPath: path)
    setenv("CREDENTIALS_DIRECTORY", url.deletingLastPathComponent().path, 1)
    defer { unsetenv("CREDENTIALS_DIRECTORY") }
    #expect(try read("systemd:\(url.lastPathComponent)") == Array("credential".utf8))
  }

  @Test func keystoresAreFilesOfTheirOwnKind() throws {
    let path = try file("{}", mode: 0o644)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let reference = try #require(SecretReference("keystore:\(path)"))
    #expect(throws: SecretReferenceError.isKeystore) { _ = try reference.read() }
    #expect(try reference.readKeystore() == Array("{}".utf8))
    let other = try #require(SecretReference("file:\(path)"))
    #expect(throws: SecretReferenceError.notFound) { try other.readKeystore() }
  }

  @Test func refusalsSayWhatAndHow() {
    for error in SecretReferenceError.allCases {
      #expect(!error.message.isEmpty && !error.hint.isEmpty)
    }
  }
}
