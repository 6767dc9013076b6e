import Synchronization
import Venues

/// A recorder whose store fails at the n-th commit and at every one after it, as a full disk does.
/// A desk must send nothing that was not recorded.
public final class FailingRecorder: InputRecorder {
  /// Why a commit failed.
  public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Which commit it was, counted from one.
    public let commit: Int
    /// What happened, for people.
    public var description: String { "commit \(commit) failed, as the test asked" }
  }

  private struct State {
    var commits = 0
    var inputs: [Stamped] = []
  }

  private let failsAt: Int
  private let state = Mutex(State())

  /// A recorder that fails at that commit, counted from one; nil for one that never fails.
  public init(failsAt commit: Int?) { failsAt = commit ?? .max }

  /// Inputs that were recorded.
  public var inputs: [Stamped] { state.withLock { $0.inputs } }

  /// Commits that were tried.
  public var commits: Int { state.withLock { $0.commits } }

  public func record(_ input: Stamped, effects: [Effect], core: ExecutionCore) throws {
    try state.withLock { state in
      state.commits += 1
      guard state.commits < failsAt else { throw Failure(commit: state.commits) }
      state.inputs.append(input)
    }
  }
}
