import Glibc

/// Unix-domain stream sockets of this user alone.
enum UnixSocket {
  /// Makes the socket file, readable and writable by its owner only, and listens.
  ///
  /// - Throws: ``VenuesError`` (`configuration`) for a path that is too long, a directory others
  ///   may write to, or a file that is in the way.
  static func listen(_ path: String) throws(VenuesError) -> Int32 {
    try checkDirectory(of: path)
    try removeStale(path)
    let descriptor = try make()
    let mask = umask(0o177)
    let bound = try withAddress(path) { bind(descriptor, $0, $1) }
    umask(mask)
    guard bound == 0, chmod(path, 0o600) == 0, Glibc.listen(descriptor, 16) == 0 else {
      let reason = String(cString: strerror(errno))
      close(descriptor)
      throw failure(path, reason)
    }
    return descriptor
  }

  /// Connects; nil when nobody listens there.
  static func connect(_ path: String) throws(VenuesError) -> Int32? {
    var info = stat()
    guard lstat(path, &info) == 0, info.st_mode & S_IFMT == S_IFSOCK else { return nil }
    guard info.st_uid == geteuid() else { throw failure(path, "belongs to another user") }
    let descriptor = try make()
    guard try withAddress(path, { Glibc.connect(descriptor, $0, $1) }) == 0 else {
      let reason = errno
      close(descriptor)
      if reason == ECONNREFUSED || reason == ENOENT { return nil }
      throw failure(path, String(cString: strerror(reason)))
    }
    return descriptor
  }

  /// Sends all bytes; false when the other side is gone or does not read for two seconds.
  static func send(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if sent < 0, errno == EINTR { continue }
      guard sent > 0 else { return false }
      rest = rest.dropFirst(sent)
    }
    return true
  }

  /// Limits how long one send may wait for the other side.
  static func limitSending(_ descriptor: Int32) {
    var limit = timeval(tv_sec: 2, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  private static func make() throws(VenuesError) -> Int32 {
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_UNIX, type, 0)
    guard descriptor >= 0 else { throw failure("socket", String(cString: strerror(errno))) }
    return descriptor
  }

  private static func withAddress(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws(VenuesError) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard !bytes.isEmpty, bytes.count < room else {
      throw failure(path, "a socket's path has at most \(room - 1) bytes")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  private static func checkDirectory(of path: String) throws(VenuesError) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let joined = parts.joined(separator: "/")
    let directory = parts.isEmpty ? "." : (joined.isEmpty ? "/" : joined)
    var info = stat()
    guard stat(directory, &info) == 0 else {
      throw failure(directory, String(cString: strerror(errno)))
    }
    let isOthers = info.st_mode & 0o022 != 0 && info.st_mode & S_ISVTX == 0
    guard info.st_uid == geteuid() || info.st_uid == 0, !isOthers else {
      throw failure(directory, "others may put files into the socket's directory")
    }
  }

  /// Removes what a killed engine left. The journal's lock, held by the caller, says that no
  /// engine of the same journal lives; one of another journal answers and stays.
  private static func removeStale(_ path: String) throws(VenuesError) {
    var info = stat()
    guard lstat(path, &info) == 0 else { return }
    guard info.st_mode & S_IFMT == S_IFSOCK, info.st_uid == geteuid() else {
      throw failure(path, "is in the way and no socket of this user")
    }
    if let other = try connect(path) {
      close(other)
      throw VenuesError(
        .locked, code: "socketInUse", message: "another engine listens at \(path)", path: path,
        hint: "Name another one with --socket.")
    }
    unlink(path)
  }

  private static func failure(_ path: String, _ reason: String) -> VenuesError {
    VenuesError(
      .configuration, code: "socket", message: reason, path: path,
      hint: "Name a path in a directory of your own with --socket.")
  }
}
