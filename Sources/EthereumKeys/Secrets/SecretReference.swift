import Glibc

/// Where a secret is: an environment variable or a file. The secret itself is never an argument.
///
/// Environment variables are for test networks; a file must be regular, belong to the user and be
/// closed to everyone else.
public enum SecretReference: Hashable, Sendable {
  /// `env:NAME`
  case environment(String)
  /// `file:PATH`
  case file(String)

  /// The longest secret that is read, in bytes.
  public static let maximumLength = 65_536

  /// Reads `env:NAME` or `file:PATH`; nil for anything else.
  public init?(_ text: some StringProtocol) {
    if text.hasPrefix("env:"), text.utf8.count > 4 {
      self = .environment(String(text.dropFirst(4)))
    } else if text.hasPrefix("file:"), text.utf8.count > 5 {
      self = .file(String(text.dropFirst(5)))
    } else {
      return nil
    }
  }

  /// Reads the secret; one line break at its end does not belong to it.
  /// - Throws: `SecretReferenceError`.
  public func read() throws(SecretReferenceError) -> SecretBytes {
    switch self {
    case .environment(let name):
      guard let value = getenv(name) else { throw .notFound }
      return try Self.copy(UnsafeRawBufferPointer(start: value, count: strlen(value)))
    case .file(let path):
      return try Self.readFile(path)
    }
  }

  private static func readFile(_ path: String) throws(SecretReferenceError) -> SecretBytes {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw errno == ENOENT ? .notFound : .unreadable }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable
    }
    guard status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else { throw .tooOpen }
    guard status.st_size <= Self.maximumLength else { throw .tooLong }
    let content: SecretBytes
    do throws(KeyError) {
      content = try SecretBytes(count: Self.maximumLength) { (_) throws(KeyError) in }
    } catch {
      throw .unreadable
    }
    let length = content.withBytes { bytes -> Int in
      Glibc.read(descriptor, UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    }
    guard length >= 0 else { throw .unreadable }
    return try content.withBytes { (bytes) throws(SecretReferenceError) in
      try Self.copy(UnsafeRawBufferPointer(rebasing: bytes[..<length]))
    }
  }

  private static func copy(
    _ bytes: UnsafeRawBufferPointer
  ) throws(SecretReferenceError) -> SecretBytes {
    guard bytes.count <= maximumLength else { throw .tooLong }
    var end = bytes.count
    if end > 0, bytes[end - 1] == 0x0a { end -= 1 }
    if end > 0, bytes[end - 1] == 0x0d { end -= 1 }
    do {
      return try SecretBytes(copying: bytes[..<end])
    } catch {
      throw .unreadable
    }
  }
}
