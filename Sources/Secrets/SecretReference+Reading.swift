import Glibc

extension SecretReference {
  /// The longest secret that is read, in bytes.
  public static let maximumLength = 65_536

  /// Reads the secret; one line break at its end does not belong to it. A keystore is not read but
  /// opened, by the room that knows keys.
  /// - Throws: `SecretReferenceError`.
  public func read() throws(SecretReferenceError) -> SecretBytes {
    var secret = try content()
    let kept = secret.withBytes { bytes in
      var end = bytes.count
      if end > 0, bytes[end - 1] == 0x0a { end -= 1 }
      if end > 0, bytes[end - 1] == 0x0d { end -= 1 }
      return end
    }
    guard kept > 0 else { throw .empty }
    secret.truncate(to: kept)
    return secret
  }

  /// The file a keystore reference names. It is encrypted, so others may read it.
  /// - Throws: `SecretReferenceError`; `notFound` for a reference of another kind.
  public func readKeystore() throws(SecretReferenceError) -> [UInt8] {
    guard place == .keystore else { throw .notFound }
    return try Self.file(name, isForOneUser: false).withBytes { Array($0) }
  }

  private func content() throws(SecretReferenceError) -> SecretBytes {
    switch place {
    case .environment:
      return try Self.variable(name)
    case .file:
      return try Self.file(name, isForOneUser: true)
    case .systemd:
      guard let directory = getenv("CREDENTIALS_DIRECTORY") else { throw .notFound }
      return try Self.file(String(cString: directory) + "/" + name, isForOneUser: false)
    case .docker:
      return try Self.file("/run/secrets/" + name, isForOneUser: false)
    case .keystore:
      throw .isKeystore
    case .age:
      return try AgeTool().decrypt(name, identity: Self.ageIdentity())
    }
  }

  /// What opens age files: the secret that the reference in `VENUES_AGE_IDENTITY` names.
  private static func ageIdentity() throws(SecretReferenceError) -> SecretBytes {
    guard let text = getenv("VENUES_AGE_IDENTITY"),
      let reference = SecretReference(String(cString: text)), reference.place != .age
    else { throw .noAgeIdentity }
    return try reference.read()
  }

  private static func variable(_ name: String) throws(SecretReferenceError) -> SecretBytes {
    guard let value = getenv(name) else { throw .notFound }
    let bytes = UnsafeRawBufferPointer(start: value, count: strlen(value))
    guard bytes.count <= maximumLength else { throw .tooLong }
    do {
      return try SecretBytes(copying: bytes)
    } catch {
      throw .noMemory
    }
  }

  /// Reads a file into locked memory and nowhere else. Opening never waits, as a pipe's would.
  private static func file(
    _ path: String, isForOneUser: Bool
  ) throws(SecretReferenceError) -> SecretBytes {
    let links = isForOneUser ? O_NOFOLLOW : 0
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | links)
    guard descriptor >= 0 else { throw errno == ENOENT ? .notFound : .unreadable }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable
    }
    if isForOneUser {
      guard status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else { throw .tooOpen }
    }
    guard status.st_size <= maximumLength else { throw .tooLong }
    var secret = try memory(Int(status.st_size))
    var count = 0
    while count < secret.count {
      let read = secret.withMutableBytes {
        Glibc.read(descriptor, $0.baseAddress.map { $0 + count }, $0.count - count)
      }
      guard read >= 0 || errno == EINTR else { throw .unreadable }
      if read == 0 { break }
      count += max(0, read)
    }
    secret.truncate(to: count)
    return secret
  }

  static func memory(_ count: Int) throws(SecretReferenceError) -> SecretBytes {
    do {
      return try SecretBytes(zeroed: count)
    } catch {
      throw .noMemory
    }
  }
}
