import FixedPoint
import JSON
import Simulation
import TradingModel

/// The simulator's own books, for comparison with what clients believe.
enum AdminBooks {
  static func all(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    .fields {
      field("accounts", state.accounts.map { account($0, state) })
    }
  }

  private static func account(_ account: Account, _ state: VenueServerState) -> JSONNode {
    .fields {
      field("name", account.name)
      field(
        "wallets",
        account.wallets.map { wallet in
          JSONNode.fields {
            field("wallet", "\(wallet.kind)")
            field(
              "balances",
              state.assets(wallet.kind.venue).map { asset in
                JSONNode.fields {
                  field("asset", state.symbol(asset))
                  field("total", wallet.engine.balance(asset))
                  field("available", wallet.engine.available(asset))
                }
              })
            field("positions", positions(wallet, state))
            field("orders", wallet.orders.map { order($0, state) })
            field("fills", wallet.fills.map { fill($0, state) })
            field(
              "ledger",
              wallet.ledger.map { entry in
                JSONNode.fields {
                  field("id", entry.id)
                  field("kind", entry.kind.rawValue)
                  field("asset", state.symbol(entry.asset))
                  field("amount", entry.amount)
                  field("time", entry.time.milliseconds)
                }
              })
          }
        })
    }
  }

  private static func positions(_ wallet: Wallet, _ state: VenueServerState) -> [JSONNode] {
    state.feeds(wallet.kind.venue, .perp).compactMap { place in
      let instrument = state.markets.feeds[place].instrument
      guard state.wallet(of: place) == wallet.kind,
        let position = wallet.engine.position(instrument.id), !position.size.isZero
      else { return nil }
      return .fields {
        field("symbol", instrument.symbol)
        field("size", position.size)
        field("entry", position.entry)
        field("mark", position.mark)
        field("unrealised", position.unrealised)
        field("mode", position.mode.rawValue)
      }
    }
  }

  private static func order(_ record: OrderRecord, _ state: VenueServerState) -> JSONNode {
    .fields {
      field("id", record.id)
      field("clientId", record.clientID)
      field("symbol", state.markets.feeds[record.feed].instrument.symbol)
      field("side", record.side.rawValue)
      field("type", record.type.rawValue)
      field("price", record.price)
      field("quantity", record.quantity)
      field("filled", record.filled)
      field("reduceOnly", record.reduceOnly)
      field("trigger", record.trigger?.price)
      field("status", record.status.rawValue)
      field("reason", record.reason)
      field("created", record.created.milliseconds)
    }
  }

  private static func fill(_ fill: FillRecord, _ state: VenueServerState) -> JSONNode {
    .fields {
      field("id", fill.id)
      field("order", fill.order)
      field("symbol", state.markets.feeds[fill.feed].instrument.symbol)
      field("side", fill.side.rawValue)
      field("price", fill.price)
      field("quantity", fill.quantity)
      field("fee", fill.fee)
      field("feeAsset", state.symbol(fill.feeAsset))
      field("maker", fill.isMaker)
      field("realised", fill.realised)
      field("time", fill.time.milliseconds)
    }
  }
}
