import Foundation
import GRDB
import Testing
import TradingModel

@testable import Journal

struct CrashTests {
  let workspace: Workspace
  var path: String { workspace.path("desk.journal") }

  init() throws { workspace = try Workspace() }

  @Test func whatWasAcknowledgedIsInTheFilesOfAKilledProcess() throws {
    let journal = try Journal.create(path: path, configurationDigest: "c")
    for batch in 0..<20 {
      try journal.append(Samples.quotes(batch + 1, from: journal.head.sequence + 1))
      let image = try workspace.crashImage(of: path, as: "image\(batch)")
      let reopened = try Journal.open(path: image, configurationDigest: "c")
      #expect(reopened.head == journal.head)
      try reopened.verify(expecting: journal.head)
    }
  }

  /// A power cut may leave any prefix of the log that had not been synced: the journal then ends
  /// at one of its batches, never inside one.
  @Test func aTornLogEndsAtABatch() throws {
    let journal = try Journal.create(path: path, configurationDigest: "c")
    var heads = [journal.head]
    for _ in 0..<8 {
      let next = journal.head.sequence + 1
      try journal.append(
        Samples.quotes(7, from: next), effects: [JournalEffect(sequence: next, kind: .report)])
      heads.append(journal.head)
    }
    let log = try Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
    let main = try Data(contentsOf: URL(fileURLWithPath: path))
    var opened = 0
    for cut in stride(from: log.count, to: 0, by: -(log.count / 97 + 1)) {
      let image = workspace.path("cut\(cut)")
      try main.write(to: URL(fileURLWithPath: image))
      try log.prefix(cut).write(to: URL(fileURLWithPath: image + "-wal"))
      // A cut before the first commit leaves a file without tables: refused, not misread.
      guard let reopened = try? Journal.open(path: image, configurationDigest: "c") else {
        continue
      }
      opened += 1
      #expect(heads.contains(reopened.head), "cut \(cut)")
      try reopened.verify(expecting: reopened.head)
    }
    #expect(opened > 50)
  }

  @Test func droppedWithoutClosingLosesNothing() throws {
    var expected: [Stamped] = []
    for round in 0..<5 {
      let journal =
        try round == 0
        ? Journal.create(path: path, configurationDigest: "c")
        : Journal.open(path: path, configurationDigest: "c")
      let batch = Samples.quotes(10, from: journal.head.sequence + 1)
      try journal.append(batch)
      expected += batch
    }
    #expect(try Journal.open(path: path, configurationDigest: "c").inputs() == expected)
  }

  @Test func aFailedWriteEndsTheService() throws {
    let journal = try Journal.create(path: path, configurationDigest: "c")
    try journal.append(Samples.quotes(1, from: 1))
    try journal.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = ON") }
    #expect(throws: JournalError.self) { try journal.append(Samples.quotes(1, from: 2)) }
    try journal.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = OFF") }
    #expect(throws: JournalError.self) { try journal.append(Samples.quotes(1, from: 2)) }
    #expect(journal.head.sequence == 1)
  }
}
