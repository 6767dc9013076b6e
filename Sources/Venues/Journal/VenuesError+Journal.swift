import Journal

extension VenuesError {
  /// A failure of the journal with its exit code.
  init(_ error: JournalError, path: String = "") {
    let kind: Kind
    switch error {
    case .locked: kind = .locked
    case .cannotOpen, .notAJournal, .newerVersion, .configurationChanged: kind = .configuration
    case .corrupt, .storeFailed, .chainBroken, .outOfOrder, .refused: kind = .storeFailed
    }
    self.init(kind, code: error.code, message: error.message, path: path, hint: error.hint)
  }

  /// Any error of a run's store.
  init(store error: any Error) {
    switch error {
    case let known as VenuesError: self = known
    case let failure as JournalError: self.init(failure)
    default: self.init(.storeFailed, code: "store", message: "\(error)")
    }
  }
}
