import FixedPoint
import JSON
import Simulation
import TradingModel

/// What befalls an account by no act of its own.
enum AdminAccidents {
  /// Automatic deleveraging: a part of a position, or all of it, is closed at the mark price
  /// against a bankrupt counterparty.
  static func deleverage(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let name = call["account"] ?? "main"
    let venue = call["venue"] == "binanceusdm" ? "binance" : call["venue"] ?? ""
    guard let account = state.accounts.firstIndex(where: { $0.name == name }),
      let place = call["symbol"].flatMap({ state.feed(venue, .perp, symbol: $0) })
    else { throw VenueFailure(0, "venue, symbol as the venue spells it, and account") }
    let feed = state.markets.feeds[place]
    let kind = state.wallet(of: place)
    let position = state.wallet(account, kind).engine.position(feed.instrument.id)
    let wanted = call["quantity"].flatMap { Quantity($0) } ?? position?.size.magnitude ?? .zero
    var events: [ScheduledEvent] = []
    let isDone = state.accounts[account].wallets[kind.rawValue].engine.deleverage(
      feed.instrument.id, wanted, at: feed.mark, now: state.now, into: &events)
    guard isDone else { throw VenueFailure(0, "there is no position") }
    state.isDeleveraging = true
    state.settle(events, account: account, wallet: kind)
    state.isDeleveraging = false
    state.publish()
    return .fields {
      field("ok", true)
    }
  }
}
