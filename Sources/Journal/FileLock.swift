import Foundation

/// An advisory lock (flock) on a file beside the journal: one owner at a time, given back by the
/// kernel when the process ends however it ends. The file holds the owner's process number, for
/// people; the lock itself is the authority.
final class FileLock {
  private let descriptor: Int32

  /// Takes the lock or throws `locked` with the owner; the lock file is never removed.
  init(path: String, journal: String) throws(JournalError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      let owner = Self.owner(descriptor)
      close(descriptor)
      if reason == EWOULDBLOCK { throw .locked(path: journal, owner: owner) }
      throw .cannotOpen(path: path, reason: String(cString: strerror(reason)))
    }
    let text = Array("\(getpid())\n".utf8)
    _ = ftruncate(descriptor, 0)
    _ = pwrite(descriptor, text, text.count, 0)
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  private static func owner(_ descriptor: Int32) -> Int32? {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    let digits = bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }
    return Int32(String(decoding: digits, as: UTF8.self))
  }
}
