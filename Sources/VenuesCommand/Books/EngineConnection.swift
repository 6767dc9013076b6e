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
}
