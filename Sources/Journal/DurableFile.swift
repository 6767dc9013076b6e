import Foundation

/// Makes files and names survive a power cut.
enum DurableFile {
  /// Writes a file's bytes through to the disk.
  static func synchronize(_ path: String) throws(JournalError) {
    try synchronize(path, flags: O_RDONLY | O_CLOEXEC)
  }

  /// Writes the directory that holds a file through to the disk, and so the file's name.
  static func synchronizeDirectory(of path: String) throws(JournalError) {
    let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
    try synchronize(directory, flags: O_RDONLY | O_CLOEXEC | O_DIRECTORY)
  }

  private static func synchronize(_ path: String, flags: Int32) throws(JournalError) {
    let descriptor = open(path, flags)
    guard descriptor >= 0 else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw .storeFailed(detail: "fsync \(path): \(String(cString: strerror(errno)))")
    }
  }
}
