import Glibc

/// The few operations on names that importing needs.
enum FileSystem {
  static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Every regular file below `directory`, sorted by its bytes, hidden names left out.
  static func files(below directory: String) throws(ImportError) -> [String] {
    var found: [String] = []
    var pending = [directory]
    while let current = pending.popLast() {
      for name in try names(in: current) {
        let path = current.hasSuffix("/") ? current + name : current + "/" + name
        if isDirectory(path) { pending.append(path) } else { found.append(path) }
      }
    }
    return found.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  private static func names(in directory: String) throws(ImportError) -> [String] {
    guard let stream = opendir(directory) else {
      throw .unreadable(path: directory, code: errno)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  static func makeDirectory(_ path: String) throws(ImportError) {
    var built = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      built += (built.isEmpty || built.hasSuffix("/") ? "" : "/") + part
      if mkdir(built, 0o777) != 0, errno != EEXIST {
        throw .unwritable(path: built, code: errno)
      }
    }
  }

  /// Writes beside the target and renames, so that a reader never sees half a file.
  static func write(_ bytes: [UInt8], to path: String) throws(ImportError) {
    let temporary = path + ".partial"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .unwritable(path: temporary, code: errno) }
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes { raw in
        Glibc.write(descriptor, raw.baseAddress.map { $0 + offset }, bytes.count - offset)
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else {
        let code = errno
        close(descriptor)
        throw .unwritable(path: temporary, code: code)
      }
      offset += written
    }
    guard fsync(descriptor) == 0, close(descriptor) == 0, rename(temporary, path) == 0 else {
      throw .unwritable(path: path, code: errno)
    }
  }
}
