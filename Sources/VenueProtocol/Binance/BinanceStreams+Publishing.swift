import FixedPoint
import JSON
import Simulation
import TradingModel

extension BinanceStreams {
  /// Tells user data connections what happened.
  static func publish(_ notice: Notice, _ state: inout VenueServerState) {
    var events: [JSONNode]?
    var made: [(wrapping: String, texts: [String])] = []
    for id in state.sessionOrder {
      guard let session = state.sessions[id],
        session.segment == .binanceSpot || session.segment == .binanceFutures,
        listens(session, notice, state)
      else { continue }
      let wrapping = wrapping(of: session)
      if let place = made.firstIndex(where: { $0.wrapping == wrapping }) {
        for text in made[place].texts { state.send(text, to: id, isData: true) }
        continue
      }
      let nodes = events ?? BinanceUserEvents.events(notice, state)
      events = nodes
      let texts = nodes.map { $0.description }.map { text in
        wrapping.isEmpty ? text : wrapping + text + "}"
      }
      made.append((wrapping, texts))
      for text in texts { state.send(text, to: id, isData: true) }
    }
  }

  /// What stands before an event on a connection; empty where events are sent bare.
  private static func wrapping(of session: StreamSession) -> String {
    if let subscription = session.subscription {
      return "{\"subscriptionId\":\(subscription),\"event\":"
    }
    guard session.isCombined else { return "" }
    let name = JSONText.quoted(session.listenKeys.first ?? "")
    return "{\"stream\":\(name),\"data\":"
  }

  private static func listens(
    _ session: StreamSession, _ notice: Notice, _ state: VenueServerState
  ) -> Bool {
    let (account, wallet) =
      switch notice {
      case .order(let account, let wallet, _, _, _): (account, wallet)
      case .balance(let account, let wallet, _, _, _): (account, wallet)
      case .position(let account, let wallet, _, _): (account, wallet)
      }
    switch wallet {
    case .binanceSpot: return session.subscription != nil && session.account == account
    case .binanceFutures:
      return session.listenKeys.contains { key in
        state.listenKeys.contains {
          $0.text == key && $0.account == account && $0.expires > state.now
        }
      }
    default: return false
    }
  }
}
