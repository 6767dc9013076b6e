import Foundation
import Journal
import TradingModel

/// The journal of a run, opened or about to be made. It is locked while this value lives; a desk
/// that is given it owns it.
public final class RunJournal: @unchecked Sendable {
  /// Where it is.
  public let path: String
  /// What an existing journal belongs to; nil for one that has still to be made.
  let header: RunHeader?
  private(set) var journal: Journal?

  /// Opens the journal at a path and verifies it, or prepares to make one there.
  ///
  /// - Throws: ``VenuesError`` (`locked`, exit code 75) while another process owns it, and for
  ///   everything that is no sound journal.
  public init(path: String) throws(VenuesError) {
    self.path = path
    guard FileManager.default.fileExists(atPath: path) else {
      header = nil
      return
    }
    do {
      let journal = try Journal.open(path: path, configurationDigest: nil)
      guard let header = try RunHeader({ try journal.meta($0) }) else {
        throw VenuesError(
          .configuration, code: "journal.noRun", message: "\(path) is not the journal of a run",
          hint: "Give the path of a journal that `venues exec --journal` or `venues run` made.")
      }
      guard header.digest == journal.configurationDigest else {
        throw JournalError.corrupt(detail: "its configuration was changed after it was made")
      }
      try journal.verify()
      self.header = header
      self.journal = journal
    } catch {
      throw VenuesError(store: error)
    }
  }

  /// Whether the journal was there before.
  public var isExisting: Bool { header != nil }

  /// The configuration the run began with; nil for a journal that has still to be made.
  public func configuration() throws(VenuesError) -> RunConfiguration? {
    guard let header else { return nil }
    do {
      return try RunConfiguration(yaml: header.configuration, file: path)
    } catch {
      throw VenuesError(
        .configuration, code: "configuration", message: error.message, path: error.path,
        hint: error.hint)
    }
  }

  /// Folder of the run's venue definitions; nil for the embedded ones alone.
  public var venuesDirectory: String? { header.flatMap { Self.named($0.venuesDirectory) } }

  /// Folder of the run's market data; nil for the embedded sample.
  public var dataDirectory: String? { header.flatMap { Self.named($0.data) } }

  /// Simulated time at which the run began; nil for a journal that has still to be made.
  public var start: Timestamp? { header?.start }

  /// Has SQLite check every page and index of the file.
  public func checkIntegrity() throws(VenuesError) {
    do {
      try journal?.checkIntegrity()
    } catch {
      throw VenuesError(error)
    }
  }

  /// The journal for a run: made now, or the existing one when it belongs to the same.
  func begin(
    _ wanted: RunHeader, durability: JournalDurability
  ) throws(VenuesError) -> Journal {
    do {
      if let journal, let header {
        if let difference = header.difference(from: wanted) {
          throw VenuesError(
            .configuration, code: "journal.configurationChanged", message: difference.message,
            path: difference.path,
            hint: "Go on with what the run began with, or name a journal that does not exist.")
        }
        try journal.setDurability(durability)
        return journal
      }
      let made = try Journal.create(
        path: path, configurationDigest: wanted.digest, meta: wanted.meta, durability: durability)
      journal = made
      return made
    } catch {
      throw VenuesError(store: error)
    }
  }

  private static func named(_ path: String) -> String? { path.isEmpty ? nil : path }
}
