import Foundation

/// A folder that goes away with the value.
final class FileFolder {
  let path: String

  init?() {
    path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    guard mkdir(path, 0o700) == 0 else { return nil }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
