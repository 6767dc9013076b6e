import Foundation
import Testing

@testable import Secrets

/// A shell script stands in for age: it answers only to the arguments and the identity that the
/// real one is given.
@Suite("Files encrypted with age", .serialized)
struct AgeToolTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "venues-age-\(UUID().uuidString)").path()

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data("cipher".utf8).write(to: URL(fileURLWithPath: folder + "/a.age"))
  }

  private func decrypt(
    _ script: String, patience: Int64 = 10_000, file: String = "a.age"
  ) throws -> String {
    let program = folder + "/tool"
    #expect(
      FileManager.default.createFile(
        atPath: program, contents: Data("#!/bin/sh\n\(script)\n".utf8),
        attributes: [.posixPermissions: 0o700]))
    let tool = AgeTool(programs: [folder + "/missing", program], patience: patience)
    return try tool.decrypt(folder + "/" + file, identity: SecretBytes(copying: "identity\n".utf8))
      .withBytes { String(decoding: $0, as: UTF8.self) }
  }

  @Test func theIdentityGoesThroughStandardInput() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let script = """
      [ "$*" = "--decrypt -i - \(folder)/a.age" ] || exit 3
      [ "$(cat)" = identity ] || exit 4
      [ "$(env | grep -c VENUES)" = 0 ] || exit 5
      printf 'plain text'
      """
    setenv("VENUES_SECRET_NOT_FOR_AGE", "x", 1)
    defer { unsetenv("VENUES_SECRET_NOT_FOR_AGE") }
    #expect(try decrypt(script) == "plain text")
  }

  @Test(arguments: [
    ("echo secret; exit 1", SecretReferenceError.notDecrypted), ("kill -9 $$", .notDecrypted),
    ("exec sleep 30", .tooSlow), ("exec yes", .tooLong),
  ])
  func failures(script: String, expected: SecretReferenceError) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(throws: expected) {
      try decrypt(script, patience: expected == .tooSlow ? 300 : 10_000)
    }
  }

  @Test func whatIsMissingIsNamed() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(throws: SecretReferenceError.notFound) { try decrypt("exit 0", file: "b.age") }
    let tool = AgeTool(programs: [folder + "/missing"])
    #expect(throws: SecretReferenceError.noAgeTool) {
      _ = try tool.decrypt(folder + "/a.age", identity: SecretBytes(copying: [1]))
    }
  }

  /// The real tool, where it is installed.
  @Test(.enabled(if: ["age", "age-keygen"].allSatisfy { run("command -v \($0)") == 0 }))
  func theRealTool() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let script = """
      cd '\(folder)' && age-keygen -o key 2> public &&
      printf 'plain\n' | age -r "$(sed 's/.*: //' public)" -o b.age
      """
    try #require(Self.run(script) == 0)
    setenv("VENUES_AGE_IDENTITY", "file:\(folder)/key", 1)
    defer { unsetenv("VENUES_AGE_IDENTITY") }
    let reference = try #require(SecretReference("age:\(folder)/b.age"))
    #expect(try reference.read().withBytes { Array($0) } == Array("plain".utf8))
    let broken = try #require(SecretReference("age:\(folder)/a.age"))
    #expect(throws: SecretReferenceError.notDecrypted) { _ = try broken.read() }
    setenv("VENUES_AGE_IDENTITY", "not a reference", 1)
    #expect(throws: SecretReferenceError.noAgeIdentity) { _ = try reference.read() }
  }

  private static func run(_ script: String) -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return -1 }
    process.waitUntilExit()
    return process.terminationStatus
  }
}
