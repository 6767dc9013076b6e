import ArgumentParser
import Venues

/// `venues risk`.
struct RiskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "risk", abstract: "Print health factors, margin and warnings.")

  @OptionGroup var options: BookOptions

  func run() async throws { try await options.ask(.risk) }
}
