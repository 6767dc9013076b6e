import ArgumentParser
import Venues

/// The version of this build.
enum Version {
  static let text = "0.1.0"
}

/// `venues version`.
struct VersionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Print the version.")
  @Flag(help: "JSON.") var json = false

  func run() async throws {
    print(json ? "{\"version\":\"\(Version.text)\"}" : Version.text)
  }
}
