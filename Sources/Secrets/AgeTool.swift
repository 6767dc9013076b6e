import Glibc

/// Opens files of the format age-encryption.org/v1 with the installed tool. The identity goes
/// through its standard input and the plain text through a channel into locked memory; neither is
/// ever an argument, a file or part of an error.
struct AgeTool: Sendable {
  /// The programs, the first that is found is used; a name without a slash is looked for in PATH.
  var programs = ["age", "rage"]
  /// The longest that one may take, in milliseconds.
  var patience: Int64 = 10_000

  /// `POSIX_SPAWN_SETSID` of glibc's spawn.h, which its Swift module leaves out.
  private static let ownSession: Int16 = 0x80

  /// The plain text of a file.
  /// - Throws: `SecretReferenceError`.
  func decrypt(
    _ path: String, identity: borrowing SecretBytes
  ) throws(SecretReferenceError) -> SecretBytes {
    guard access(path, F_OK) == 0 else { throw .notFound }
    guard access(path, R_OK) == 0 else { throw .unreadable }
    var input = try Channel()
    // Written before anyone reads: it fits the channel's buffer, or is refused.
    guard fcntl(input.writing, F_SETFL, O_NONBLOCK) == 0,
      identity.withBytes({ write(input.writing, $0.baseAddress, $0.count) }) == identity.count
    else { throw .noAgeIdentity }
    var output = try Channel()
    let child = try start(path, input, output)
    input.close()
    output.closeWriting()
    let content: SecretBytes
    do throws(SecretReferenceError) {
      content = try Self.drain(output.reading, until: Self.now() + patience)
    } catch {
      kill(child, SIGKILL)
      _ = Self.status(of: child)
      throw error
    }
    guard Self.status(of: child) == 0 else { throw .notDecrypted }
    return content
  }

  /// Starts the first program there is, without a terminal to ask on.
  private func start(
    _ path: String, _ input: borrowing Channel, _ output: borrowing Channel
  ) throws(SecretReferenceError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    guard posix_spawn_file_actions_init(&actions) == 0 else { throw .noMemory }
    defer { posix_spawn_file_actions_destroy(&actions) }
    guard posix_spawnattr_init(&attributes) == 0 else { throw .noMemory }
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawn_file_actions_adddup2(&actions, input.reading, 0)
    posix_spawn_file_actions_adddup2(&actions, output.writing, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    posix_spawnattr_setflags(&attributes, Self.ownSession)
    let file = path.hasPrefix("-") ? "./" + path : path
    let environment = ["PATH", "HOME"].compactMap { (name: String) -> String? in
      getenv(name).map { "\(name)=\(String(cString: $0))" }
    }
    for program in programs {
      let child = Self.withCStrings([program, "--decrypt", "-i", "-", file]) { arguments in
        Self.withCStrings(environment) { environment -> pid_t? in
          var child = pid_t()
          let isStarted =
            posix_spawnp(&child, program, &actions, &attributes, arguments, environment) == 0
          return isStarted ? child : nil
        }
      }
      if let child { return child }
    }
    throw .noAgeTool
  }

  private static func withCStrings<Result>(
    _ texts: [String],
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
      capacity: texts.count + 1)
    for (index, text) in texts.enumerated() { (list + index).initialize(to: strdup(text)) }
    (list + texts.count).initialize(to: nil)
    defer {
      for index in texts.indices { free(list[index]) }
      list.deallocate()
    }
    return body(list)
  }

  /// Reads to the end into locked memory.
  private static func drain(
    _ descriptor: Int32, until deadline: Int64
  ) throws(SecretReferenceError) -> SecretBytes {
    var secret = try SecretReference.memory(SecretReference.maximumLength + 1)
    var count = 0
    while count < secret.count {
      let rest = deadline - now()
      var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard rest > 0, poll(&wanted, 1, Int32(clamping: rest)) != 0 else { throw .tooSlow }
      guard wanted.revents != 0 else { continue }
      let read = secret.withMutableBytes {
        Glibc.read(descriptor, $0.baseAddress.map { $0 + count }, $0.count - count)
      }
      guard read >= 0 || errno == EINTR else { throw .notDecrypted }
      if read == 0 { break }
      count += max(0, read)
    }
    guard count <= SecretReference.maximumLength else { throw .tooLong }
    secret.truncate(to: count)
    return secret
  }

  private static func status(of child: pid_t) -> Int32 {
    var status: Int32 = -1
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status
  }

  private static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }
}
