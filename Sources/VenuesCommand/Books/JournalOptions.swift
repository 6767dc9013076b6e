import ArgumentParser
import Foundation
import Venues

/// Where a run's journal is, and where its engine listens while it runs.
struct JournalOptions: ParsableArguments {
  @Option(help: "The journal of the run; default is $VENUES_JOURNAL, then the configuration's.")
  var journal: String?
  @Option(help: "The running engine's socket; default is the journal's path with .sock.")
  var socket: String?

  /// The journal's path: flag, then environment, then file; nil for a run without one.
  func path(_ configuration: RunConfiguration?) -> String? {
    let environment = ProcessInfo.processInfo.environment["VENUES_JOURNAL"]
    return journal ?? environment.flatMap { $0.isEmpty ? nil : $0 } ?? configuration?.journal
  }

  /// The socket's path; nil when neither it nor a journal is named.
  func socketPath(_ configuration: RunConfiguration?) -> String? {
    socket ?? path(configuration).map { $0 + ".sock" }
  }

  /// A connection to the running engine; nil when none runs.
  func client(_ configuration: RunConfiguration?) throws(VenuesError) -> EngineClient? {
    try socketPath(configuration).flatMap { path throws(VenuesError) in
      try EngineClient.connect(to: path)
    }
  }
}
