import Foundation
import Synchronization
import Testing

/// Rigs that several tests use one after the other; they end with the process.
actor SharedRig {
  static let main = SharedRig()
  /// A bare chain with another id.
  static let foreign = SharedRig(arguments: ["--bare", "--chain-id", "1"])
  private static let running = Mutex<[EVMRig]>([])

  private let arguments: [String]
  private var started: Task<EVMRig, any Error>?

  private init(arguments: [String] = []) { self.arguments = arguments }

  func rig() async throws -> EVMRig {
    if let started { return try await started.value }
    let arguments = arguments
    let task = Task {
      let rig = try EVMRig(arguments: arguments)
      Self.running.withLock { rigs in
        if rigs.isEmpty { atexit { SharedRig.stopAll() } }
        rigs.append(rig)
      }
      return rig
    }
    started = task
    return try await task.value
  }

  private static func stopAll() {
    for rig in running.withLock({ $0 }) { rig.stop() }
  }
}
