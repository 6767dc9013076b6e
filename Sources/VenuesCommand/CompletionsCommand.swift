import ArgumentParser
import Venues

/// `venues completions`: what a shell needs to complete commands.
struct CompletionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Print a completion script for a shell.",
    discussion: """
      venues completions bash > /etc/bash_completion.d/venues
      venues completions zsh > "${fpath[1]}/_venues"
      venues completions fish > ~/.config/fish/completions/venues.fish
      """)
  @Argument(help: "bash, zsh or fish.") var shell: String

  func run() async throws {
    try await Output.run(json: false) {
      guard let shell = CompletionShell(rawValue: shell) else {
        throw VenuesError(
          .usage, code: "unknownShell", message: "there are no completions for '\(self.shell)'",
          hint: "Allowed: bash, zsh, fish.")
      }
      print(VenuesCommand.completionScript(for: shell))
    }
  }
}
