import ArgumentParser
import Glibc
import Venues

/// `venues exec`: carries an instruction out.
struct ExecCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exec", abstract: "Carry an instruction out.",
    discussion: """
      venues exec instruction.json
      venues exec instruction.json --journal desk.journal
      venues exec - --jsonl < instructions.jsonl

      With a journal the run is durable: the next command goes on where this one ended, and the
      same id is never carried out twice. While `venues run` owns the journal, it is asked.
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
    let text = String(decoding: try Setup.bytes(of: file), as: UTF8.self)
    let name = file == "-" ? "stdin" : file
    // What is malformed is refused before anything is opened.
    let instruction = try Setup.instruction(
      Array(text.utf8), file: name, defaultID: options.id)
    let connection = try await options.connect()
    await connection.tellStandIns(of: instruction)
    let reply = try await connection.reply(
      to: .execute(text: text, file: name, defaultID: options.id))
    try Output.finish(reply, json: options.json, flat: results == "flat")
  }

  private func session() async throws {
    guard file == "-" else {
      throw VenuesError(
        .usage, code: "usage", message: "a session reads standard input", path: "--jsonl",
        hint: "venues exec - --jsonl < \(file)")
    }
    let connection = try await options.connect()
    // Lines of another session may be in a journal: a number alone would not tell them apart.
    let prefix = try options.id ?? (options.isDurable() ? nil : "line")
    var number = 0
    while let line = readLine() {
      number += 1
      if line.allSatisfy(\.isWhitespace) { continue }
      let reply = try await connection.reply(
        to: .execute(
          text: line, file: "line \(number)", defaultID: prefix.map { "\($0)-\(number)" }))
      print(results == "flat" ? reply.flat ?? reply.json : reply.json)
      fflush(nil)
    }
  }
}
