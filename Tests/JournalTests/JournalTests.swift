import FixedPoint
import Foundation
import GRDB
import Testing
import TradingModel

@testable import Journal

struct JournalTests {
  let workspace: Workspace
  var path: String { workspace.path("desk.journal") }

  init() throws { workspace = try Workspace() }

  private func code(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "none"
    } catch let error as JournalError {
      #expect(!error.message.isEmpty && !error.hint.isEmpty && error.exitCode != 0)
      return error.code
    } catch {
      return "\(error)"
    }
  }

  @Test func everyInputComesBackAfterReopening() throws {
    let batch = Samples.stamped()
    var head: JournalHead
    do {
      let journal = try Journal.create(path: path, configurationDigest: "c")
      try journal.append(batch)
      head = journal.head
    }
    let journal = try Journal.open(path: path, configurationDigest: "c")
    #expect(try journal.inputs() == batch)
    #expect(try journal.inputs(from: 30) == Array(batch.dropFirst(29)))
    #expect(journal.head == head && head.sequence == UInt64(batch.count))
    try journal.verify(expecting: head)
  }

  @Test func memoryJournalBehavesAsAFile() throws {
    let journal = try Journal.memory(configurationDigest: "c")
    try journal.append(Samples.stamped())
    let file = try Journal.create(path: path, configurationDigest: "c")
    try file.append(Samples.stamped())
    #expect(journal.head == file.head)
    #expect(try journal.inputs() == Samples.stamped())
    try journal.verify()
  }

  @Test func readingStopsWhenAskedAndMayUseTheJournal() throws {
    let journal = try Journal.memory()
    try journal.append(Samples.quotes(2_500, from: 1))
    var seen = 0
    try journal.forEachInput { stamped in
      seen += 1
      return journal.head.sequence > stamped.sequence && seen < 2_100
    }
    #expect(seen == 2_100)
    #expect(try journal.inputs().count == 2_500)
  }

  @Test func inputsMustFollowEachOther() throws {
    let journal = try Journal.memory()
    try journal.append(Samples.quotes(3, from: 1))
    #expect(code { try journal.append(Samples.quotes(1, from: 3)) } == "journal.outOfOrder")
    #expect(code { try journal.append(Samples.quotes(1, from: 5)) } == "journal.outOfOrder")
    let past = Stamped(sequence: 4, time: Timestamp(nanoseconds: 2), input: .resume)
    #expect(code { try journal.append([past]) } == "journal.refused")
    try journal.append(Samples.quotes(1, from: 4))
    #expect(journal.head.sequence == 4)
  }

  @Test func secondOpenerIsLockedOutUntilTheFirstIsGone() throws {
    do {
      let first = try Journal.create(path: path, configurationDigest: "c")
      #expect(
        code { _ = try Journal.open(path: path, configurationDigest: "c") } == "journal.locked")
      let link = workspace.path("link")
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
      #expect(
        code { _ = try Journal.open(path: link, configurationDigest: "c") } == "journal.locked")
      #expect(JournalError.locked(path: path).exitCode == 75)
      try first.append(Samples.quotes(1, from: 1))
    }
    #expect(try Journal.open(path: path, configurationDigest: "c").head.sequence == 1)
  }

  @Test func creatingNeverReplaces() throws {
    try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
    #expect(
      code { _ = try Journal.create(path: path, configurationDigest: "c") } == "journal.cannotOpen")
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("mine".utf8))
    #expect(
      code { _ = try Journal.create(path: "/none/x", configurationDigest: "") }
        == "journal.cannotOpen")
    #expect(
      code { _ = try Journal.open(path: "/none/x", configurationDigest: "") }
        == "journal.cannotOpen")
  }

  @Test func onlyTheOwnerMayRead() throws {
    let journal = try Journal.create(path: path, configurationDigest: "c")
    try journal.append(Samples.quotes(1, from: 1))
    for suffix in ["", "-wal", ".lock"] {
      let mode = try FileManager.default.attributesOfItem(atPath: path + suffix)[.posixPermissions]
      #expect((mode as? NSNumber)?.intValue == 0o600, "\(suffix)")
    }
  }

  @Test(arguments: ["", "not a database", String(repeating: "x", count: 5_000)])
  func otherFilesAreRefusedUntouched(_ content: String) throws {
    try Data(content.utf8).write(to: URL(fileURLWithPath: path))
    #expect(
      code { _ = try Journal.open(path: path, configurationDigest: "c") } == "journal.notAJournal")
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(content.utf8))
  }

  @Test func otherDatabasesAreRefused() throws {
    try DatabaseQueue(path: path).writeWithoutTransaction {
      try $0.execute(sql: "CREATE TABLE a(b)")
    }
    #expect(
      code { _ = try Journal.open(path: path, configurationDigest: "c") } == "journal.notAJournal")
  }

  @Test func newerVersionsAndOtherConfigurationsAreRefused() throws {
    _ = try Journal.create(path: path, configurationDigest: "c")
    #expect(
      code { _ = try Journal.open(path: path, configurationDigest: "d") }
        == "journal.configurationChanged")
    #expect(try Journal.open(path: path, configurationDigest: nil).configurationDigest == "c")
    try DatabaseQueue(path: path).writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA user_version = 2")
    }
    #expect(throws: JournalError.newerVersion(found: 2, known: 1)) {
      _ = try Journal.open(path: path, configurationDigest: "c")
    }
  }

  @Test func settingsAreThoseOfMoney() throws {
    let journal = try Journal.create(path: path, configurationDigest: "c")
    let expected = [
      ("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"),
      ("trusted_schema", "0"), ("cell_size_check", "1"), ("mmap_size", "0"), ("user_version", "1"),
    ]
    for (name, value) in expected {
      let found = try journal.queue.writeWithoutTransaction {
        try String.fetchOne($0, sql: "PRAGMA \(name)")
      }
      #expect(found == value, "\(name)")
    }
  }

  @Test func metaAndStateHashesSurvive() throws {
    do {
      let journal = try Journal.create(path: path, configurationDigest: "c")
      #expect(try journal.meta("run") == nil)
      #expect(try journal.lastStateHash() == nil)
      try journal.setMeta("run", "{}")
      try journal.setMeta("run", "{\"a\":1}")
      #expect(code { try journal.setMeta("configurationDigest", "x") } == "journal.refused")
      try journal.append(Samples.quotes(5, from: 1))
      try journal.setStateHash(sequence: 3, hash: "aa")
      try journal.setStateHash(sequence: 3, hash: "aa")
      try journal.setStateHash(sequence: 2, hash: "bb")
      #expect(code { try journal.setStateHash(sequence: 3, hash: "ab") } == "journal.refused")
      #expect(code { try journal.setStateHash(sequence: 6, hash: "ab") } == "journal.refused")
    }
    let journal = try Journal.open(path: path, configurationDigest: "c")
    #expect(try journal.meta("run") == "{\"a\":1}")
    let last = try #require(try journal.lastStateHash())
    #expect(last.sequence == 3 && last.hash == "aa")
  }

  @Test func backupIsAJournalOfItsOwn() throws {
    let journal = try Journal.create(path: path, configurationDigest: "c")
    try journal.append(
      Samples.stamped(), effects: [JournalEffect(sequence: 1, kind: .submit, order: OrderID(1))])
    let copy = workspace.path("copy")
    try journal.backup(to: copy)
    #expect(code { try journal.backup(to: copy) } == "journal.cannotOpen")
    let head = journal.head
    let restored = try Journal.open(path: copy, configurationDigest: "c")
    #expect(restored.head == head)
    #expect(try restored.inputs() == Samples.stamped())
    try restored.verify(expecting: head)
    try restored.append([
      Stamped(sequence: head.sequence + 1, time: Timestamp(seconds: 1), input: .resume)
    ])
    #expect(!FileManager.default.fileExists(atPath: copy + ".partial"))
  }

  @Test func memoryCanBeKept() throws {
    let journal = try Journal.memory(configurationDigest: "c")
    try journal.append(Samples.stamped())
    try journal.backup(to: path)
    #expect(try Journal.open(path: path, configurationDigest: "c").head == journal.head)
  }
}
