import ArgumentParser
import JSON
import TradingModel
import Venues

/// `venues plan`: shows what an instruction would do. Nothing is sent.
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show cost, exposure and risk after each leg; send nothing.")

  @Argument(help: "An instruction file, or - for standard input.") var file: String
  @OptionGroup var options: RunOptions

  func run() async throws {
    try await Output.run(json: options.json) {
      let instruction = try options.instruction(from: file)
      let desk = try options.makeDesk()
      let outcome = try await desk.plan(instruction)
      let verdict = outcome.failure == nil ? "ALLOWED" : "REFUSED"
      if options.json {
        var writer = JSONWriter()
        writer.object { json in
          json.field("verdict", verdict)
          json.field("reason", outcome.failure?.message ?? "")
          json.key("preview")
          json.outcome(outcome, desk.catalog)
        }
        print(writer.text)
      } else {
        let heading = "plan of \(instruction.id) at \(outcome.before.time), market standing still"
        Output.lines(OutcomeText.lines(outcome, desk.catalog, heading: heading))
        print("verdict \(verdict): nothing was sent")
      }
      if outcome.failure != nil { throw ExitCode(VenuesError.Kind.denied.rawValue) }
    }
  }
}
