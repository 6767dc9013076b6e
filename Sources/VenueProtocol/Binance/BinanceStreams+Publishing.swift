import FixedPoint
import JSON
import Simulation
import TradingModel

extension BinanceStreams {
  /// Tells user data connections what happened.
  static func publish(_ notice: Notice, _ state: inout VenueServerState) {
    var made: [JSONNode]?
    for id in state.sessionOrder {
      guard let session = state.sessions[id],
        session.segment == .binanceSpot || session.segment == .binanceFutures,
        listens(session, notice, state)
      else { continue }
      let events = made ?? BinanceUserEvents.events(notice, state)
      made = events
      for event in events {
        var node = event
        if let subscription = session.subscription {
          node = .fields {
            field("subscriptionId", subscription)
            field("event", event)
          }
        } else if session.isCombined {
          node = .fields {
            field("stream", session.listenKeys.first ?? "")
            field("data", event)
          }
        }
        state.send(node.description, to: id, isData: true)
      }
    }
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
