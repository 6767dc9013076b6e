import Glibc

extension SecretReference {
  /// Longest secret read, in bytes.
  public static let maximumSize = 65_536

  /// Reads the secret. One line break at its end does not belong to it.
  ///
  /// - Throws: ``VenuesError`` (configuration) naming the place and never the secret.
  public func resolve() throws(VenuesError) -> [UInt8] {
    switch place {
    case .environment:
      guard let value = getenv(name) else {
        throw failure("missing", "the variable is not set", "Set it, or name another place.")
      }
      return try checked(
        Array(UnsafeBufferPointer(start: value, count: strlen(value))).map {
          UInt8(bitPattern: $0)
        })
    case .file: return try checked(try contents(of: name, mustBePrivate: true))
    case .systemd:
      guard let directory = getenv("CREDENTIALS_DIRECTORY") else {
        throw failure(
          "missing", "systemd gave no credentials", "Use LoadCredential= in the unit file.")
      }
      let path = String(cString: directory) + "/" + name
      return try checked(try contents(of: path, mustBePrivate: false))
    case .docker:
      return try checked(try contents(of: "/run/secrets/" + name, mustBePrivate: false))
    case .keystore, .age:
      throw failure(
        "unsupported", "this kind of place is opened by the signer, not read as text",
        "Use env:, file:, systemd: or docker: here.")
    }
  }

  private func contents(
    of path: String, mustBePrivate: Bool
  ) throws(VenuesError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else {
      throw failure("unreadable", String(cString: strerror(errno)), "Check the path.")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw failure("unreadable", "it is no regular file", "Name a file.")
    }
    if mustBePrivate {
      guard status.st_mode & 0o077 == 0, status.st_uid == geteuid() else {
        throw failure(
          "exposed", "others than its owner may read it",
          "chmod 600 \(path), owned by the user who runs venues.")
      }
    }
    var bytes = [UInt8](repeating: 0, count: Self.maximumSize + 1)
    var count = 0
    while count < bytes.count {
      let read = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress?.advanced(by: count), $0.count - count)
      }
      guard read >= 0 else {
        throw failure("unreadable", String(cString: strerror(errno)), "Check the file.")
      }
      if read == 0 { break }
      count += read
    }
    return Array(bytes.prefix(count))
  }

  private func checked(_ bytes: [UInt8]) throws(VenuesError) -> [UInt8] {
    var bytes = bytes
    if bytes.last == 0x0a { bytes.removeLast() }
    if bytes.last == 0x0d { bytes.removeLast() }
    guard !bytes.isEmpty else { throw failure("empty", "it is empty", "Write the secret there.") }
    guard bytes.count <= Self.maximumSize else {
      throw failure("tooLarge", "it is larger than 64 KiB", "Name the secret alone.")
    }
    return bytes
  }

  private func failure(_ code: String, _ message: String, _ hint: String) -> VenuesError {
    VenuesError(
      .configuration, code: "secret.\(code)", message: message, path: description, hint: hint)
  }
}
