import FixedPoint
import Simulation
import TradingModel

extension VenueServerState {
  /// Writes what the exchange said into the wallet's records and tells of it.
  mutating func settle(_ events: [ScheduledEvent], account: Int, wallet: WalletKind) {
    for event in events {
      switch event.event {
      case .orderCanceled(let order, _):
        end(order, .canceled, .canceled, account: account, wallet: wallet)
      case .orderExpired(let order, _):
        end(order, .expired, .expired, account: account, wallet: wallet)
      case .orderTriggered(let order):
        change(order, .triggered, account: account, wallet: wallet) { [now] record in
          record.status = .open
          record.triggered = now
        }
        endSibling(of: Int(clamping: order.raw), account: account, wallet: wallet)
      case .orderAmended(let order, let quantity, let price):
        change(order, .amended, account: account, wallet: wallet) { record in
          record.quantity = quantity
          record.price = price
        }
      case .fill(let fill): take(fill, account: account, wallet: wallet)
      case .fundingPaid(let instrument, let amount):
        book(
          .funding, amount, markets.feeds[feedIndex(instrument)].instrument.settle,
          feed: feedIndex(instrument), account: account, wallet: wallet)
        tell(
          .position(
            account: account, wallet: wallet, feed: feedIndex(instrument), reason: "FUNDING_FEE"))
      case .movements(_, let movements, _):
        for movement in movements {
          guard let asset = movement.key.asset else { continue }
          book(.insurance, movement.amount, asset, feed: nil, account: account, wallet: wallet)
        }
      default: break
      }
    }
  }

  /// Place of an instrument's market.
  func feedIndex(_ instrument: InstrumentID) -> Int {
    markets.feeds.firstIndex { $0.instrument.id == instrument } ?? 0
  }

  mutating func book(
    _ kind: LedgerEntry.Kind, _ amount: Quantity, _ asset: AssetID, feed: Int?, account: Int,
    wallet: WalletKind
  ) {
    if amount.isZero { return }
    accounts[account].wallets[wallet.rawValue].ledger.append(
      LedgerEntry(
        id: nextNumber(), kind: kind, asset: asset, amount: amount, feed: feed, time: now))
  }

  private mutating func change(
    _ order: OrderID, _ cause: Notice.Cause, account: Int, wallet: WalletKind,
    _ body: (inout OrderRecord) -> Void
  ) {
    let id = Int(clamping: order.raw)
    accounts[account].wallets[wallet.rawValue].change(id) { [now] record in
      body(&record)
      record.updated = now
    }
    guard let record = accounts[account].wallets[wallet.rawValue].order(id: id) else { return }
    tell(.order(account: account, wallet: wallet, order: record, cause: cause, fill: nil))
  }

  private mutating func end(
    _ order: OrderID, _ status: OrderRecord.Status, _ cause: Notice.Cause, account: Int,
    wallet: WalletKind
  ) {
    change(order, cause, account: account, wallet: wallet) { record in
      let closes = record.closePosition && record.filled.isPositive
      record.status = closes ? .filled : status
      if closes { record.quantity = record.filled }
      if record.reason.isEmpty { record.reason = status.rawValue }
    }
  }

  /// Books an execution; one without an order is the venue's own, a liquidation.
  private mutating func take(_ fill: Fill, account: Int, wallet: WalletKind) {
    let feed = feedIndex(fill.instrument)
    let id = fill.order.map { Int(clamping: $0.raw) } ?? forcedOrder(fill, feed, account, wallet)
    let instrument = markets.feeds[feed].instrument
    let realised = realisedProfit(fill, feed, account: account, wallet: wallet)
    let record = FillRecord(
      id: nextNumber(), order: id, feed: feed, side: fill.side, price: fill.price,
      quantity: fill.quantity, fee: fill.fee, feeAsset: fill.feeAsset,
      isMaker: fill.liquidity == .maker, realised: realised, isLiquidation: fill.isLiquidation,
      time: now)
    accounts[account].wallets[wallet.rawValue].fills.append(record)
    counters.fills += 1
    accounts[account].wallets[wallet.rawValue].change(id) { [now] order in
      order.filled = order.filled.adding(fill.quantity) ?? order.filled
      order.filledQuote = order.filledQuote.adding(record.notional) ?? order.filledQuote
      order.realised = order.realised.adding(realised) ?? order.realised
      if let place = order.fees.firstIndex(where: { $0.asset == fill.feeAsset }) {
        order.fees[place].amount = order.fees[place].amount.adding(fill.fee) ?? fill.fee
      } else {
        order.fees.append((fill.feeAsset, fill.fee))
      }
      order.status = order.filled >= order.quantity ? .filled : .partial
      order.updated = now
    }
    if instrument.market == .perp {
      book(.profit, realised, instrument.settle, feed: feed, account: account, wallet: wallet)
      book(.fee, -fill.fee, fill.feeAsset, feed: feed, account: account, wallet: wallet)
    }
    guard let order = accounts[account].wallets[wallet.rawValue].order(id: id) else { return }
    tell(.order(account: account, wallet: wallet, order: order, cause: .trade, fill: record))
    closeProtection(feed: feed, account: account, wallet: wallet)
    if wallet == .bybitUnified, instrument.market == .perp { protect(order, account: account) }
  }

  /// Sets the stop and take-profit that came with an order, once it has opened a position.
  private mutating func protect(_ order: OrderRecord, account: Int) {
    for (label, kind) in [("takeProfit", "TakeProfit"), ("stopLoss", "StopLoss")] {
      guard let price = Price(order.label(label)), price.isPositive, !order.reduceOnly else {
        continue
      }
      _ = try? BybitPositions.protect(
        &self, account: account, feed: order.feed, kind: kind, price: price, size: nil,
        reference: .last)
    }
  }

  /// Position-wide stops end with the position they protect.
  private mutating func closeProtection(feed: Int, account: Int, wallet: WalletKind) {
    let kept = accounts[account].wallets[wallet.rawValue]
    guard markets.feeds[feed].isPerpetual,
      kept.engine.position(markets.feeds[feed].instrument.id)?.size.isZero ?? false
    else { return }
    for order in kept.open(feed: feed) where order.closePosition && order.status == .untriggered {
      cancel(order.id, account: account, wallet: wallet, reason: "position_closed")
    }
  }

  /// Of two legs that exclude each other the one that did not trigger ends.
  private mutating func endSibling(of id: Int, account: Int, wallet: WalletKind) {
    let text = accounts[account].wallets[wallet.rawValue].order(id: id)?.label("sibling") ?? ""
    guard let sibling = Int(text) else { return }
    cancel(sibling, account: account, wallet: wallet, reason: "sibling")
  }

  private mutating func forcedOrder(
    _ fill: Fill, _ feed: Int, _ account: Int, _ wallet: WalletKind
  ) -> Int {
    let id = nextNumber()
    let record = OrderRecord(
      id: id, clientID: isDeleveraging ? "adl_autoclose" : "autoclose-\(id)", feed: feed,
      side: fill.side, type: .market,
      spelledType: isDeleveraging ? OrderRecord.deleveraging : OrderRecord.liquidation,
      spelledTimeInForce: "IOC", price: nil, quantity: fill.quantity,
      quoteQuantity: nil, timeInForce: .ioc, postOnly: false, reduceOnly: true,
      closePosition: false, trigger: nil, isConditional: false, marginMode: .cross, labels: [:],
      status: .open, created: now, updated: now)
    accounts[account].wallets[wallet.rawValue].remember(record)
    return id
  }

  /// Profit that an execution realised, fees apart: what the ledger of positions changed by.
  private mutating func realisedProfit(
    _ fill: Fill, _ feed: Int, account: Int, wallet: WalletKind
  ) -> Quantity {
    guard markets.feeds[feed].isPerpetual else { return .zero }
    return shadows[account][wallet.rawValue].take(fill, feed: feed)
  }
}
