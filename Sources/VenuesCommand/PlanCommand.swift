import ArgumentParser
import Venues

/// `venues plan`: shows what an instruction would do. Nothing is sent.
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show cost, exposure and risk after each leg; send nothing.")

  @Argument(help: "An instruction file, or - for standard input.") var file: String
  @OptionGroup var options: RunOptions

  func run() async throws {
    try await Output.run(json: options.json) {
      let text = String(decoding: try Setup.bytes(of: file), as: UTF8.self)
      let name = file == "-" ? "stdin" : file
      let instruction = try Setup.instruction(
        Array(text.utf8), file: name, defaultID: options.id)
      let connection = try await options.connectToPreview()
      await connection.tellStandIns(of: instruction)
      let reply = try await connection.reply(
        to: .plan(text: text, file: name, defaultID: options.id))
      try Output.finish(reply, json: options.json)
    }
  }
}
