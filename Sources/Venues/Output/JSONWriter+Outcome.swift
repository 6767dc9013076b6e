import FixedPoint
import JSON
import TradingModel

extension JSONWriter {
  /// Writes what came of an instruction.
  public mutating func outcome(_ outcome: Outcome, _ catalog: Catalog) {
    object { json in
      json.field("instruction", outcome.report.instruction)
      json.field("status", outcome.report.status.rawValue)
      json.field("reason", outcome.report.reason)
      json.number("exitCode", outcome.failure?.kind.rawValue ?? 0)
      json.field("time", outcome.report.time.description)
      json.key("legs")
      json.array(Array(outcome.report.legs.indices)) { json, index in
        json.leg(outcome.report.legs[index], outcome.effect(ofLeg: index), catalog)
      }
      if !outcome.expectedDeltas.isEmpty {
        json.key("expectedDeltas")
        json.array(outcome.deltas(catalog)) { json, delta in
          json.object { json in
            json.field("key", delta.key)
            json.field("expected", delta.expected)
            json.field("actual", delta.actual)
            json.flag("met", delta.isMet)
          }
        }
      }
      json.key("books")
      json.books(outcome.after, catalog)
      json.field("stateHash", outcome.stateHash)
    }
  }

  private mutating func leg(_ leg: LegReport, _ effect: LegEffect?, _ catalog: Catalog) {
    object { json in
      json.field("key", leg.key)
      json.field("status", leg.status.rawValue)
      json.field("filled", leg.filled)
      json.field("net", leg.net)
      json.field("averagePrice", leg.averagePrice)
      json.field("quote", leg.quote)
      json.field("received", leg.received)
      json.key("fees")
      json.array(leg.fees) { json, fee in
        json.object { json in
          json.field("asset", catalog[fee.asset].symbol)
          json.field("amount", fee.amount)
        }
      }
      json.field("gasPaid", leg.gasPaid)
      json.field("reference", leg.reference)
      json.field("reason", leg.reason)
      json.key("after")
      json.effect(effect, catalog)
    }
  }

  private mutating func effect(_ effect: LegEffect?, _ catalog: Catalog) {
    object { json in
      json.key("deltaChanges")
      json.array(effect?.deltas ?? []) { json, delta in
        json.object { json in
          json.field("asset", catalog[delta.asset].symbol)
          json.field("change", delta.change)
        }
      }
      json.field("healthFactor", effect?.healthFactor)
      json.field("marginRatio", effect?.marginRatio)
      json.field("gas", effect?.gas)
      json.field("cost", effect?.cost)
    }
  }

  /// Writes a failure: `{"error":{"code","message","path","hint"}}`.
  public mutating func failure(_ error: VenuesError) {
    object { json in
      json.key("error")
      json.object { json in
        json.field("code", error.code)
        json.field("message", error.message)
        json.field("path", error.path)
        json.field("hint", error.hint)
      }
    }
  }

  /// Writes an outcome in the flat shape of the older engines: `status, amount, price, order_id,
  /// raw`.
  public mutating func flat(_ outcome: Outcome, _ catalog: Catalog) {
    let leg = outcome.report.legs.last
    object { json in
      json.field("status", outcome.failure == nil ? "FILLED" : outcome.report.status.rawValue)
      json.field("amount", leg?.filled)
      json.field("price", leg?.averagePrice)
      json.field("order_id", leg?.reference ?? "")
      json.field("error", outcome.failure?.message ?? "")
      json.key("raw")
      json.outcome(outcome, catalog)
    }
  }
}
