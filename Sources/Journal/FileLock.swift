import Foundation

/// An advisory lock (flock) on a file beside the journal: one owner at a time, given back by the
/// kernel when the process ends however it ends.
final class FileLock {
  private let descriptor: Int32

  /// Takes the lock or throws `locked`; the lock file is never removed.
  init(path: String, journal: String) throws(JournalError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      close(descriptor)
      if reason == EWOULDBLOCK { throw .locked(path: journal) }
      throw .cannotOpen(path: path, reason: String(cString: strerror(reason)))
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}
