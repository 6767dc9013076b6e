import ArgumentParser
import JSON
import TradingModel
import Venues

/// `venues exec`: carries an instruction out.
struct ExecCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exec", abstract: "Carry an instruction out.",
    discussion: """
      venues exec instruction.json
      venues exec - --jsonl < instructions.jsonl
      """)

  @Argument(help: "An instruction file, or - for standard input.") var file: String
  @OptionGroup var options: RunOptions
  @Flag(help: "A session: one instruction a line, one result a line, state kept between them.")
  var jsonl = false
  @Option(help: "full, or flat for the older engines' shape.") var results = "full"

  func run() async throws {
    try await Output.run(json: options.json || jsonl) {
      guard ["full", "flat"].contains(results) else {
        throw VenuesError(
          .usage, code: "unknownResults", message: "'\(results)' is no result shape",
          path: "--results", hint: "Allowed: full, flat.")
      }
      jsonl ? try await session() : try await single()
    }
  }

  private func single() async throws {
    let instruction = try options.instruction(from: file)
    let desk = try options.makeDesk()
    let outcome = try await desk.execute(instruction)
    if options.json || results == "flat" {
      print(text(outcome, desk.catalog))
    } else {
      let heading = "\(instruction.id)   \(desk.mode.rawValue)   \(outcome.before.time)"
      Output.lines(OutcomeText.lines(outcome, desk.catalog, heading: heading))
    }
    if let failure = outcome.failure { throw ExitCode(failure.kind.rawValue) }
  }

  private func session() async throws {
    guard file == "-" else {
      throw VenuesError(
        .usage, code: "usage", message: "a session reads standard input", path: "--jsonl",
        hint: "venues exec - --jsonl < \(file)")
    }
    let desk = try options.makeDesk()
    var number = 0
    while let line = readLine() {
      number += 1
      if line.allSatisfy(\.isWhitespace) { continue }
      do throws(VenuesError) {
        let instruction = try Setup.instruction(
          Array(line.utf8), file: "line \(number)", defaultID: "line-\(number)")
        print(text(try await desk.execute(instruction), desk.catalog))
      } catch {
        var writer = JSONWriter()
        writer.failure(error)
        print(writer.text)
      }
    }
  }

  private func text(_ outcome: Outcome, _ catalog: Catalog) -> String {
    var writer = JSONWriter()
    if results == "flat" {
      writer.flat(outcome, catalog)
    } else {
      writer.outcome(outcome, catalog)
    }
    return writer.text
  }
}
