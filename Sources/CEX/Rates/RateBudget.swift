import Foundation
import Hashing
import Orders
import Synchronization
import VenueDefinitions

/// The request limits of one venue, shared by every process of this machine and remembered across
/// restarts, bans included: one file for the address and one for the key, each changed under a file
/// lock. Source: `cex-venues.md` 1.7, 2.8, 3.9.
final class RateBudget: Sendable {
  private struct Bucket {
    let name: String
    let file: Int
    let offset: Int
    var log: RateLog
  }

  private struct State {
    var buckets: [Bucket]
  }

  private let descriptors: [Int32]
  private let state: Mutex<State>

  /// The limits of a venue's definition at an address and for a key, kept in a folder.
  ///
  /// - Throws: ``GatewayRefusal`` where the folder cannot be used: without it other processes
  ///   could not be seen.
  init(
    _ definition: VenueDefinition, origin: String, key: String, folder: String
  ) throws(GatewayRefusal) {
    guard Self.prepare(folder) else {
      throw GatewayRefusal("rateBudget", "the folder of request limits cannot be used: \(folder)")
    }
    let place = SHA256.hash(Array(origin.utf8)).prefix(6).map { $0 }.hexadecimal
    let owner = SHA256.hash(Array("\(origin) \(key)".utf8)).prefix(6).map { $0 }.hexadecimal
    let paths = [
      "\(folder)/\(definition.id)-\(place).address", "\(folder)/\(definition.id)-\(owner).key",
    ]
    var descriptors: [Int32] = []
    for path in paths {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard descriptor >= 0 else {
        for earlier in descriptors { close(earlier) }
        throw GatewayRefusal("rateBudget", "\(path) cannot be opened")
      }
      descriptors.append(descriptor)
    }
    self.descriptors = descriptors
    var offsets = [0, 0]
    var buckets: [Bucket] = []
    for bucket in definition.wire.requests.buckets {
      let file = bucket.scope == .address ? 0 : 1
      buckets.append(
        Bucket(
          name: bucket.name, file: file, offset: offsets[file],
          log: RateLog(
            limit: bucket.limit, window: Int64(bucket.intervalSeconds) * 1_000_000_000)))
      offsets[file] += RateLog.size
    }
    state = Mutex(State(buckets: buckets))
  }

  deinit { for descriptor in descriptors { close(descriptor) } }

  /// Takes room for a request. What no bucket limits is granted.
  func ask(_ bucket: String, _ lane: RateLane, cost: Int, at now: Int64) -> RateLog.Grant {
    change(bucket) { $0.ask(lane, cost: cost, at: now) } ?? .now
  }

  /// The venue says how much of a bucket is used.
  func observe(_ bucket: String, used: Int, at now: Int64) {
    _ = change(bucket) { $0.observe(used: used, at: now) }
  }

  /// Stops a bucket, or with `isBan` everything this address may ask, until then.
  func hold(_ bucket: String, until time: Int64, isBan: Bool) {
    let names = state.withLock { state in
      state.buckets.filter { $0.name == bucket || (isBan && $0.file == 0) }.map(\.name)
    }
    for name in names { _ = change(name) { $0.hold(until: time) } }
  }

  private func change<Result>(_ name: String, _ body: (inout RateLog) -> Result) -> Result? {
    state.withLock { state in
      guard let index = state.buckets.firstIndex(where: { $0.name == name }) else { return nil }
      let bucket = state.buckets[index]
      let descriptor = descriptors[bucket.file]
      guard flock(descriptor, LOCK_EX) == 0 else { return body(&state.buckets[index].log) }
      defer { flock(descriptor, LOCK_UN) }
      var bytes = [UInt8](repeating: 0, count: RateLog.size)
      if pread(descriptor, &bytes, bytes.count, off_t(bucket.offset)) == bytes.count {
        state.buckets[index].log.take(bytes[...])
      }
      let result = body(&state.buckets[index].log)
      let changed = state.buckets[index].log.encoded
      _ = pwrite(descriptor, changed, changed.count, off_t(bucket.offset))
      return result
    }
  }

  /// The folder every process of this user finds: `VENUES_RATE_DIRECTORY`, else one in the
  /// machine's temporary folder.
  static var folder: String {
    let named = ProcessInfo.processInfo.environment["VENUES_RATE_DIRECTORY"]
    return named ?? "/tmp/venues-rates-\(getuid())"
  }

  /// Makes the folder; false where it is somebody else's or no folder.
  private static func prepare(_ folder: String) -> Bool {
    mkdir(folder, 0o700)
    var status = stat()
    guard lstat(folder, &status) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFDIR && status.st_uid == getuid()
  }
}
