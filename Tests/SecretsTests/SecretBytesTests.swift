import Foundation
import Secrets
import Testing

@Suite("Secrets in memory")
struct SecretBytesTests {
  /// How the kernel maps an address: the fields of its entry in smaps.
  private func mapping(of address: Int) throws -> [String: String] {
    let file = try #require(FileHandle(forReadingAtPath: "/proc/self/smaps"))
    let text = String(decoding: try #require(try file.readToEnd()), as: UTF8.self)
    var fields: [String: String] = [:]
    var isFound = false
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", omittingEmptySubsequences: true)
      let ends = words[0].split(separator: "-").map { Int($0, radix: 16) }
      if ends.count == 2, let low = ends[0], let high = ends[1] {
        if isFound { break }
        isFound = (low..<high).contains(address)
      } else if isFound, words.count > 1 {
        fields[String(words[0])] = words.dropFirst().joined(separator: " ")
      }
    }
    return fields
  }

  private func address(_ secret: borrowing SecretBytes) -> Int {
    secret.withBytes { Int(bitPattern: $0.baseAddress) }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/smaps")))
  func pagesAreLockedAndNotDumped() throws {
    let secret = try SecretBytes(copying: [1, 2, 3])
    let flags = try #require(try mapping(of: address(secret))["VmFlags:"])
    let words = flags.split(separator: " ")
    #expect(words.contains("lo") && words.contains("dd"))
    #expect(address(secret) % 4_096 == 0)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/smaps")))
  func oneThatGoesLeavesTheOthersLocked() throws {
    let kept = try (0..<8).map { _ in Holder(try SecretBytes(copying: [7])) }
    for _ in 0..<8 { _ = try SecretBytes(copying: [1]) }
    for holder in kept {
      let fields = try mapping(of: address(holder.secret))
      #expect(fields["VmFlags:"]?.split(separator: " ").contains("lo") == true)
      #expect(holder.secret.withBytes { Array($0) } == [7])
    }
  }

  @Test func noTwoShareAPage() throws {
    let secrets = try (0..<16).map { _ in Holder(try SecretBytes(zeroed: 1)) }
    #expect(Set(secrets.map { address($0.secret) / 4_096 }).count == 16)
  }

  @Test func truncatingZeroesTheRest() throws {
    var secret = try SecretBytes(copying: [1, 2, 3, 4])
    secret.truncate(to: 2)
    #expect(secret.withBytes { Array($0) } == [1, 2])
    let rest = secret.withBytes { bytes in
      bytes.baseAddress.map { Array(UnsafeRawBufferPointer(start: $0, count: 4)) }
    }
    #expect(rest == [1, 2, 0, 0])
    secret.truncate(to: 3)
    secret.truncate(to: -1)
    #expect(secret.count == 2)
  }

  @Test func comparedWhole() throws {
    let secret = try SecretBytes(copying: [1, 2, 3])
    let same = try SecretBytes(copying: [1, 2, 3])
    let other = try SecretBytes(copying: [1, 2, 4])
    let short = try SecretBytes(copying: [1, 2])
    let empty = try SecretBytes(copying: [])
    #expect(secret.matches(same) == true)
    #expect(secret.matches(other) == false)
    #expect(secret.matches(short) == false)
    #expect(empty.count == 0)
  }

  @Test(arguments: [-1, Int.max, Int.max - 4_095])
  func impossibleSizes(count: Int) {
    #expect(throws: SecretMemoryError()) { _ = try SecretBytes(zeroed: count) }
  }

  private final class Holder {
    let secret: SecretBytes
    init(_ secret: consuming SecretBytes) { self.secret = secret }
  }
}
