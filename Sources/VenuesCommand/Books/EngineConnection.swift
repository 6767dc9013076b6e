import TradingModel
import Venues

/// The running engine, or the one this command became.
enum EngineConnection {
  case running(EngineClient)
  case own(Desk)

  /// Has a request done.
  func reply(to request: EngineRequest) async throws(VenuesError) -> EngineReply {
    switch self {
    case .running(let client): try client.send(request)
    case .own(let desk): await desk.reply(to: request)
    }
  }

  /// Notes on stderr which of the instruction's prices are another exchange's.
  func tellStandIns(of instruction: Instruction) async {
    guard case .own(let desk) = self else { return }
    for standIn in await desk.standIns(for: instruction) {
      let instrument = desk.catalog[standIn.instrument]
      Output.note(
        "note: \(desk.catalog[instrument.venue].name) \(instrument.market.rawValue) "
          + "\(instrument.symbol) has no bars of its own here; \(standIn.venue)'s stand in")
    }
  }
}
