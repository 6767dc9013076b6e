import ArgumentParser
import Venues

/// `venues exposure`.
struct ExposureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exposure", abstract: "Print look-through exposure per asset.")

  @OptionGroup var options: BookOptions

  func run() async throws { try await options.ask(.exposure) }
}
