import Glibc
import InstructionLanguage
import TradingModel
import Venues

/// Files and instructions as commands read them.
enum Setup {
  /// Largest instruction or configuration read, in bytes.
  static let maximumSize = 1 << 20

  static func configuration(file: String?) throws(VenuesError) -> RunConfiguration {
    do {
      guard let file else { return try RunConfiguration.embedded() }
      let text = String(decoding: try bytes(of: file), as: UTF8.self)
      return try RunConfiguration(yaml: text, file: file)
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

  static func instruction(
    _ bytes: [UInt8], file: String, defaultID: String?
  ) throws(VenuesError) -> Instruction {
    do {
      return try InstructionDecoder.decode(bytes, file: file, defaultID: defaultID)
    } catch {
      throw VenuesError(
        .usage, code: error.code, message: error.message, path: "\(error.file) \(error.path)",
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
          .usage, code: "unreadable", message: String(cString: strerror(errno)), path: path)
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
