import FixedPoint
import Simulation
import TradingModel

extension VenueServerState {
  /// Moves the markets to a time: books, tape, triggers, fills, funding, streams, dead man's
  /// switches and heartbeats.
  public mutating func advance(to time: Timestamp) {
    take(time)
    if !markets.isFrozen {
      let target = marketTime(at: time)
      let stride = markets.stride(to: target, within: 5)
      while markets.now.advanced(by: stride) <= target { stepMarkets(by: stride) }
    }
    fireDeadlines()
    beat()
    publish()
  }

  /// The market's time at a time of the server: `speed` times as fast from the start.
  private func marketTime(at time: Timestamp) -> Timestamp {
    if options.speed == 1 { return time }
    let (span, overflow) = time.since(started).nanoseconds
      .multipliedReportingOverflow(by: Int64(options.speed))
    return overflow ? time : started.advanced(by: TimeSpan(nanoseconds: span))
  }

  mutating func stepMarkets(by stride: TimeSpan) {
    markets.advance(by: stride)
    showMarkets()
    settleFunding()
    publishMarkets()
  }

  /// Shows every market to the wallets that trade it.
  mutating func showMarkets() {
    for feed in markets.feeds.indices {
      let kind = wallet(of: feed)
      for account in accounts.indices { show(feed, account: account, wallet: kind) }
    }
  }

  private mutating func show(_ place: Int, account: Int, wallet: WalletKind) {
    let feed = markets.feeds[place]
    let id = feed.instrument.id
    var events: [ScheduledEvent] = []
    for trade in feed.stepTrades {
      accounts[account].wallets[wallet.rawValue].engine.observeTrade(
        id, price: trade.price, quantity: trade.quantity, taker: trade.taker, at: now,
        into: &events)
    }
    accounts[account].wallets[wallet.rawValue].engine.observe(
      id, bids: feed.bids, asks: feed.asks, at: now, into: &events)
    if feed.isPerpetual {
      accounts[account].wallets[wallet.rawValue].engine.observe(
        .mark(id, feed.mark), at: now, into: &events)
      accounts[account].wallets[wallet.rawValue].engine.observe(
        .oraclePrice(
          feed.instrument.base, quote: feed.instrument.quote, feed.indexPrice, updatedAt: now),
        at: now, into: &events)
    }
    settle(events, account: account, wallet: wallet)
  }

  private mutating func settleFunding() {
    for place in markets.feeds.indices where markets.feeds[place].isPerpetual {
      let feed = markets.feeds[place]
      guard feed.nextFunding <= markets.now else { continue }
      let hours = max(1, feed.instrument.fundingIntervalHours)
      markets.feeds[place].fundings.append((feed.fundingRate, feed.nextFunding, feed.mark))
      let next = MarketSimulator.nextFunding(after: markets.now, hours: hours)
      markets.feeds[place].nextFunding = next
      if let rate = feed.history.path?.fundingRate(at: next.nanoseconds) {
        markets.feeds[place].fundingRate = rate
      }
      let kind = wallet(of: place)
      for account in accounts.indices {
        var events: [ScheduledEvent] = []
        accounts[account].wallets[kind.rawValue].engine.observe(
          .funding(
            feed.instrument.id, rate: feed.fundingRate, interval: .hours(Int64(hours))), at: now,
          into: &events)
        settle(events, account: account, wallet: kind)
      }
    }
  }

  /// Cancels what clients asked to be cancelled unless they ask again.
  private mutating func fireDeadlines() {
    for account in accounts.indices {
      for kind in WalletKind.allCases {
        let due = accounts[account].wallets[kind.rawValue].deadlines.filter { $0.time <= now }
        if due.isEmpty { continue }
        accounts[account].wallets[kind.rawValue].deadlines.removeAll { $0.time <= now }
        for deadline in due {
          for order in wallet(account, kind).open(
            feed: deadline.feed < 0 ? nil : deadline.feed, conditional: nil)
          {
            cancel(order.id, account: account, wallet: kind, reason: "deadline")
          }
        }
      }
    }
  }
}
