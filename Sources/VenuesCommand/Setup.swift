import Glibc
import InstructionLanguage
import TradingModel
import Venues

/// Files and instructions as commands read them.
enum Setup {
  /// Largest instruction or configuration read, in bytes.
  static let maximumSize = 1 << 20

  static func configuration(
    file: String?, overrides: ConfigurationOverrides? = nil, deployments: String? = nil
  ) throws(VenuesError) -> RunConfiguration {
    var configuration = try layers(file: file, overrides: overrides).configuration
    guard let deployments else { return configuration }
    guard configuration.chains.count == 1 else {
      throw VenuesError(
        .usage, code: "deployments", message: "the configuration does not have exactly one chain",
        path: "--deployments", hint: "Name the file under chains.")
    }
    configuration.chains[0].deployments = deployments
    return configuration
  }

  /// The configuration in force: defaults, file, environment and flags.
  static func layers(
    file: String?, overrides: ConfigurationOverrides?
  ) throws(VenuesError) -> LayeredConfiguration {
    do {
      let text = try file.map { path throws(VenuesError) in
        (text: String(decoding: try bytes(of: path), as: UTF8.self), path: path)
      }
      return try LayeredConfiguration(
        file: text, environment: environment, flags: overrides?.pairs() ?? [])
    } catch let error as ConfigurationError {
      throw VenuesError(
        .configuration, code: "configuration", message: error.message,
        path: "\(error.file): \(error.path)", hint: error.hint)
    } catch let error as VenuesError {
      throw error
    } catch {
      throw VenuesError(.internal, code: "internal", message: "\(error)")
    }
  }

  private static var environment: [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let sides = String(cString: text).split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if sides.count == 2 { variables[String(sides[0])] = String(sides[1]) }
      entry += 1
    }
    return variables
  }

  static func instruction(
    _ bytes: [UInt8], file: String, defaultID: String?
  ) throws(VenuesError) -> Instruction {
    do {
      return try InstructionDecoder.decode(bytes, file: file, defaultID: defaultID)
    } catch {
      throw VenuesError(
        .usage, code: error.code, message: error.finding, path: "\(error.file) \(error.path)",
        hint: error.hint)
    }
  }

  static func bytes(of path: String) throws(VenuesError) -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw VenuesError(
        .usage, code: "unreadable", message: String(cString: strerror(errno)), path: path,
        hint: "Name an existing file, or - for standard input.")
    }
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      guard count >= 0 else {
        throw VenuesError(
          .usage, code: "unreadable", message: String(cString: strerror(errno)), path: path,
          hint: "Name a file, or - for standard input.")
      }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= maximumSize else {
        throw VenuesError(
          .usage, code: "tooLarge", message: "is larger than 1 MiB", path: path,
          hint: "An instruction or configuration is far smaller.")
      }
    }
  }
}
