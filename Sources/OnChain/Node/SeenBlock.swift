import Synchronization

/// The newest block any endpoint has told of, shared by all copies of a node's description.
final class SeenBlock: Sendable {
  private let newest = Mutex<UInt64>(0)

  var number: UInt64 { newest.withLock { $0 } }

  func raise(to number: UInt64) { newest.withLock { $0 = max($0, number) } }
}
