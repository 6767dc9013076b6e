/// Why the journal refused or failed.
public enum JournalError: Error, Hashable, Sendable {
  /// The file cannot be made, opened or written there.
  case cannotOpen(path: String, reason: String)
  /// The file exists and is not a journal; it was left untouched.
  case notAJournal(path: String)
  /// A newer program wrote the journal; this one refuses to touch it.
  case newerVersion(found: Int, known: Int)
  /// The journal belongs to another configuration, so its dense ids mean other things.
  case configurationChanged(journal: String, given: String)
  /// SQLite's own check found damage, or a row cannot be read back.
  case corrupt(detail: String)
  /// A write failed; whether it is durable is unknown and the journal takes no more.
  case storeFailed(detail: String)
  /// Another process, or another journal of this process, owns the file.
  case locked(path: String, owner: Int32? = nil)
  /// The hash chain breaks at this input, or at an effect that followed it.
  case chainBroken(sequence: UInt64)
  /// The input is not the next one.
  case outOfOrder(expected: UInt64, found: UInt64)
  /// The batch contradicts itself or what is stored; nothing of it was written.
  case refused(detail: String)

  /// A stable code for programs.
  public var code: String {
    switch self {
    case .cannotOpen: "journal.cannotOpen"
    case .notAJournal: "journal.notAJournal"
    case .newerVersion: "journal.newerVersion"
    case .configurationChanged: "journal.configurationChanged"
    case .corrupt: "journal.corrupt"
    case .storeFailed: "journal.storeFailed"
    case .locked: "journal.locked"
    case .chainBroken: "journal.chainBroken"
    case .outOfOrder: "journal.outOfOrder"
    case .refused: "journal.refused"
    }
  }

  /// The exit code of a command that ends by this error (sysexits: 70 internal, 75 try later).
  public var exitCode: Int32 {
    switch self {
    case .locked: 75
    case .cannotOpen, .notAJournal, .newerVersion, .configurationChanged: 4
    case .corrupt, .storeFailed, .chainBroken, .outOfOrder, .refused: 70
    }
  }

  /// What happened, for people.
  public var message: String {
    switch self {
    case .cannotOpen(let path, let reason): "cannot open the journal \(path): \(reason)"
    case .notAJournal(let path): "\(path) is not a journal"
    case .newerVersion(let found, let known):
      "the journal has version \(found), this program knows \(known)"
    case .configurationChanged(let journal, let given):
      "the journal belongs to configuration \(journal), not \(given)"
    case .corrupt(let detail): "the journal is damaged: \(detail)"
    case .storeFailed(let detail): "the journal could not be written: \(detail)"
    case .locked(let path, let owner):
      "the journal \(path) is in use" + (owner.map { " by process \($0)" } ?? "")
    case .chainBroken(let sequence): "the hash chain is broken at input \(sequence)"
    case .outOfOrder(let expected, let found): "input \(found) came where \(expected) was due"
    case .refused(let detail): "the journal refused a batch: \(detail)"
    }
  }

  /// What can be done about it.
  public var hint: String {
    switch self {
    case .cannotOpen: "check the path, its owner and the space left on the disk"
    case .notAJournal: "give the path of a journal, or of a file that does not exist yet"
    case .newerVersion: "use the program that wrote it, or a newer one"
    case .configurationChanged: "start a new journal, or go back to the configuration it began with"
    case .corrupt: "stop; restore the last good backup and reconcile with the venues"
    case .storeFailed: "stop sending; check the disk, open again and reconcile"
    case .locked: "ask the running engine, or stop it first"
    case .chainBroken: "a row was changed after it was written: compare with a backup"
    case .outOfOrder: "the runtime is at fault: inputs are numbered from 1 without gaps"
    case .refused: "the runtime is at fault: read the detail"
    }
  }
}
