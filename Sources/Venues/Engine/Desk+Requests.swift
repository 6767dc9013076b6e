import InstructionLanguage
import JSON
import TradingModel

extension Desk {
  /// Does what a request asks for. Every failure is a reply. `process` is the running engine's
  /// process number; nil when a command became the engine for itself alone.
  public func reply(to request: EngineRequest, process: Int32? = nil) async -> EngineReply {
    do throws(VenuesError) {
      switch request {
      case .execute(let text, let file, let id):
        let instruction = try Self.decode(text, file, id)
        try await checkConditions(of: instruction)
        return reply(try await execute(instruction), instruction)
      case .plan(let text, let file, let id):
        let instruction = try Self.decode(text, file, id)
        return preview(try await plan(instruction), instruction)
      case .query(let query): return reply(try await answer(query, engine: process))
      case .cancel(let order):
        guard order.raw >= 1, order.raw <= UInt64(await orderCount) else {
          throw VenuesError(
            .usage, code: "unknownOrder", message: "there is no \(order)",
            hint: "`venues orders` lists them.")
        }
        try await cancel(order)
        return reply(try await answer(.orders, engine: process))
      case .cancelAll(let name):
        try await cancelAll(at: try name.map { name throws(VenuesError) in try venue(name) })
        return reply(try await answer(.orders, engine: process))
      case .advance(let time):
        try await advance(to: time)
        return reply(try await answer(.status, engine: process))
      }
    } catch {
      return EngineReply(error.located(in: request.file))
    }
  }

  /// An instruction that states conditions is previewed first: what already fails with the market
  /// standing still is not begun, so that it leaves no exposure behind.
  private func checkConditions(of instruction: Instruction) async throws(VenuesError) {
    guard canPreview, instruction.action.statesConditions, await !isKnown(instruction)
    else { return }
    guard let failure = try await plan(instruction).failure else { return }
    switch failure.kind {
    case .denied, .rejected, .compensated, .exposureOpen:
      throw VenuesError(
        .denied, code: "conditionsCannotHold",
        message: "it cannot keep its conditions, and was not begun: \(failure.message)",
        path: "$.require", hint: "`venues plan` shows every leg of it.")
    default: return
    }
  }

  private func venue(_ name: String) throws(VenuesError) -> VenueID {
    guard let venue = catalog.venue(named: name) else {
      let nearest = Spelling.nearest(to: name, among: catalog.venues.map(\.name))
      throw VenuesError(
        .usage, code: "unknownVenue", message: "'\(name)' is no venue", path: "--venue",
        hint: nearest.map { "Did you mean '\($0)'?" } ?? "`venues list venues` prints them.")
    }
    return venue.id
  }

  private func reply(_ outcome: Outcome, _ instruction: Instruction) -> EngineReply {
    var json = JSONWriter()
    json.outcome(outcome, catalog)
    var flat = JSONWriter()
    flat.flat(outcome, catalog)
    let heading = "\(instruction.id)   \(mode.rawValue)   \(outcome.before.time)"
    return EngineReply(
      exitCode: outcome.failure?.kind.rawValue ?? 0, json: json.text, flat: flat.text,
      lines: OutcomeText.lines(outcome, catalog, heading: heading))
  }

  private func preview(_ outcome: Outcome, _ instruction: Instruction) -> EngineReply {
    let verdict = outcome.failure == nil ? "ALLOWED" : "REFUSED"
    var json = JSONWriter()
    json.object { json in
      json.field("verdict", verdict)
      json.field("reason", outcome.failure?.message ?? "")
      json.key("preview")
      json.outcome(outcome, catalog)
    }
    let heading = "plan of \(instruction.id) at \(outcome.before.time), market standing still"
    return EngineReply(
      exitCode: outcome.failure == nil ? 0 : VenuesError.Kind.denied.rawValue, json: json.text,
      flat: nil,
      lines: OutcomeText.lines(outcome, catalog, heading: heading)
        + ["verdict \(verdict): nothing was sent"])
  }

  private func reply(_ answer: BookAnswer) -> EngineReply {
    EngineReply(exitCode: 0, json: answer.json, flat: nil, lines: answer.lines)
  }

  private static func decode(
    _ text: String, _ file: String, _ id: String?
  ) throws(VenuesError) -> Instruction {
    do {
      return try InstructionDecoder.decode(Array(text.utf8), file: file, defaultID: id)
    } catch {
      throw VenuesError(
        .usage, code: error.code, message: error.message, path: "\(error.file) \(error.path)",
        hint: error.hint)
    }
  }
}
