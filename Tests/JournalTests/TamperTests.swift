import Foundation
import GRDB
import Testing
import TradingModel

@testable import Journal

struct TamperTests {
  let workspace: Workspace
  let path: String
  let head: JournalHead

  init() throws {
    workspace = try Workspace()
    path = workspace.path("desk.journal")
    let journal = try Journal.create(path: path, configurationDigest: "c")
    for batch in 0..<10 {
      let first = UInt64(batch * 5 + 1)
      try journal.append(
        Samples.quotes(5, from: first),
        effects: [
          JournalEffect(
            sequence: first + 4, kind: .submit, order: OrderID(first),
            clientOrderID: ClientOrderID("c\(first)"), instruction: "i", body: "{\"a\":\(first)}")
        ])
    }
    head = journal.head
  }

  private func tamper(_ sql: String) throws {
    try DatabaseQueue(path: path).writeWithoutTransaction { database in
      for table in ["input", "effect"] {
        for event in ["update", "delete"] {
          try database.execute(sql: "DROP TRIGGER \(table)_\(event)")
        }
      }
      try database.execute(sql: sql)
    }
  }

  private func verdict(expecting head: JournalHead? = nil) throws -> UInt64? {
    let journal = try Journal.open(path: path, configurationDigest: nil)
    do {
      try journal.verify(expecting: head)
      return nil
    } catch .chainBroken(let sequence) {
      return sequence
    }
  }

  @Test(arguments: [
    ("UPDATE input SET body = replace(body, '0', '1') WHERE sequence = 17", 17),
    ("UPDATE input SET body = body || ' ' WHERE sequence = 50", 50),
    ("UPDATE input SET time = time + 1 WHERE sequence = 1", 1),
    ("UPDATE input SET hash = zeroblob(32) WHERE sequence = 33", 33),
    ("DELETE FROM input WHERE sequence = 20", 20),
    ("DELETE FROM effect WHERE sequence = 25", 26),
    ("UPDATE effect SET body = '{}' WHERE sequence = 25", 25),
    ("UPDATE effect SET order_id = NULL WHERE sequence = 25", 25),
    ("UPDATE effect SET kind = 'cancel' WHERE sequence = 30", 30),
    ("UPDATE effect SET sequence = 31 WHERE sequence = 30", 30),
    ("UPDATE meta SET value = 'd' WHERE key = 'configurationDigest'", 1),
    (
      """
      UPDATE input SET body = (SELECT body FROM input AS other WHERE other.sequence = 9)
      || '' WHERE sequence = 8; UPDATE input SET hash = (SELECT hash FROM input AS other
      WHERE other.sequence = 9) WHERE sequence = 8
      """, 8
    ),
  ])
  func changesAreLocated(_ change: (sql: String, sequence: UInt64)) throws {
    #expect(try verdict(expecting: head) == nil)
    try tamper(change.sql)
    #expect(try verdict() == change.sequence)
  }

  @Test func truncationIsSeenAgainstAnExportedHead() throws {
    try tamper("DELETE FROM effect WHERE sequence > 45; DELETE FROM input WHERE sequence > 45")
    #expect(try verdict() == nil)
    #expect(try verdict(expecting: head) == 46)
  }

  @Test func anExportedHeadInTheMiddleHolds() throws {
    let journal = try Journal.open(path: path, configurationDigest: "c")
    try journal.append(Samples.quotes(1, from: 51))
    try journal.verify(expecting: head)
    let other = JournalHead(
      sequence: 50, position: 60, hash: String(repeating: "0", count: 64))
    #expect(throws: JournalError.chainBroken(sequence: 50)) { try journal.verify(expecting: other) }
  }

  @Test(arguments: [
    "UPDATE input SET body = '' WHERE sequence = 1", "DELETE FROM input WHERE sequence = 1",
    "UPDATE effect SET body = ''", "DELETE FROM effect",
    "INSERT OR REPLACE INTO input SELECT * FROM input WHERE sequence = 1",
  ])
  func triggersRefuseChanges(_ sql: String) throws {
    let journal = try Journal.open(path: path, configurationDigest: "c")
    #expect(throws: (any Error).self) {
      try journal.queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    }
    try journal.verify(expecting: head)
  }

  /// Every flipped byte of the file is refused at opening or located by the check, or changed
  /// nothing the chain covers (free space, projections, the schema's text).
  @Test func flippedBytesNeverPassAsOtherInputs() throws {
    try DatabaseQueue(path: path).writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
    let original = try Data(contentsOf: URL(fileURLWithPath: path))
    let expected = Samples.quotes(50, from: 1)
    var detected = 0
    var offset = 37
    while offset < original.count {
      var damaged = original
      damaged[offset] ^= 0x20
      let copy = workspace.path("damaged\(offset)")
      try damaged.write(to: URL(fileURLWithPath: copy))
      do {
        let journal = try Journal.open(path: copy, configurationDigest: "c")
        try journal.verify(expecting: head)
        #expect(try journal.inputs() == expected, "offset \(offset)")
      } catch {
        detected += 1
      }
      for suffix in ["", "-wal", "-shm", ".lock"] {
        try? FileManager.default.removeItem(atPath: copy + suffix)
      }
      offset += 509
    }
    #expect(detected > 10)
  }
}
