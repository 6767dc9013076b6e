import FixedPoint
import JSON
import TradingModel

/// What one wallet holds of one coin.
struct BalanceRecord: WireRecord, Hashable {
  /// `spot`, `linear`, `unified`, `trading` or `funding`.
  var wallet: String
  var currency: String
  /// Not bound by orders or positions; nil where the message does not say.
  var free: Quantity?
  var used: Quantity?
  var total: Quantity?
  /// The part of the total that is not unrealised profit, where the venue tells it apart.
  var cash: Quantity?
  /// Borrowed, interest included.
  var debt: Quantity?
  var time: Timestamp?

  /// Fills in the third of free, used and total.
  init(
    wallet: String, currency: String, free: Quantity?, used: Quantity?, total: Quantity?,
    debt: Quantity? = nil, time: Timestamp? = nil
  ) {
    self.wallet = wallet
    self.currency = currency
    self.debt = debt
    self.time = time
    self.free = free
    self.used = used
    self.total = total
    if total == nil, let free, let used {
      self.total = free.value.adding(used.value).map { Quantity($0) }
    }
    if used == nil, let total, let free {
      self.used = total.value.subtracting(free.value).map { Quantity($0) }
    }
    if free == nil, let total, let used {
      self.free = total.value.subtracting(used.value).map { Quantity($0) }
    }
  }

  func write(into writer: inout JSONWriter) {
    writer.field("wallet", wallet)
    writer.field("currency", currency)
    writer.field("free", free)
    writer.field("used", used)
    writer.field("total", total)
    writer.field("debt", debt)
    writer.time("timestamp", time)
  }
}
