import FixedPoint
import RiskControl
import TradingModel

/// The ports of a live run: one an exchange, one for chains, one for transfers. What has no port is
/// answered as not sent, at once.
public struct PortSet: ExecutionPort {
  private let catalog: Catalog
  private var exchanges: [(venue: VenueID, port: any ExecutionPort)]
  private var chain: (any ExecutionPort)?
  private var rail: (any ExecutionPort)?
  private var portOfOrder: [OrderID: Int] = [:]

  /// A set of ports.
  public init(
    catalog: Catalog, exchanges: [(venue: VenueID, port: any ExecutionPort)],
    chain: (any ExecutionPort)? = nil, rail: (any ExecutionPort)? = nil
  ) {
    self.catalog = catalog
    self.exchanges = exchanges
    self.chain = chain
    self.rail = rail
  }

  /// Knows an order again that an earlier process sent.
  public mutating func adopt(_ order: OrderID, of instrument: InstrumentID) {
    portOfOrder[order] = port(of: instrument)
  }

  public mutating func submit(
    _ order: Approved<Order>, at time: Timestamp, into answers: inout [ScheduledEvent]
  ) {
    guard let index = port(of: order.request.instrument) else {
      let reason = "there is no live connection to the venue of this order"
      answers.append(
        ScheduledEvent(time: time, event: .orderNotSent(order.request.id, reason: reason)))
      return
    }
    portOfOrder[order.request.id] = index
    exchanges[index].port.submit(order, at: time, into: &answers)
  }

  public mutating func cancel(
    _ order: OrderID, at time: Timestamp, into answers: inout [ScheduledEvent]
  ) {
    guard let index = portOfOrder[order] else {
      let event = VenueEvent.cancelRejected(
        order, code: "noPort", message: "the order was not sent from here")
      answers.append(ScheduledEvent(time: time, event: event))
      return
    }
    exchanges[index].port.cancel(order, at: time, into: &answers)
  }

  public mutating func amend(
    _ order: Approved<Order>, at time: Timestamp, into answers: inout [ScheduledEvent]
  ) {
    guard let index = portOfOrder[order.request.id] else {
      let event = VenueEvent.amendRejected(
        order.request.id, code: "noPort", message: "the order was not sent from here")
      answers.append(ScheduledEvent(time: time, event: event))
      return
    }
    exchanges[index].port.amend(order, at: time, into: &answers)
  }

  public mutating func setTradingStop(
    _ instrument: InstrumentID, _ stop: TradingStop, at time: Timestamp,
    into answers: inout [ScheduledEvent]
  ) {
    guard let index = port(of: instrument) else { return }
    exchanges[index].port.setTradingStop(instrument, stop, at: time, into: &answers)
  }

  public mutating func perform(
    _ transaction: Approved<ChainTransaction>, at time: Timestamp,
    into answers: inout [ScheduledEvent]
  ) {
    if chain == nil {
      let result = ChainResult(
        id: transaction.request.id, outcome: .refused(reason: "there is no live chain connection"),
        movements: [], received: [], gasUsed: 0, gasPaid: .zero)
      answers.append(ScheduledEvent(time: time, event: .chainResult(result)))
    }
    chain?.perform(transaction, at: time, into: &answers)
  }

  public mutating func transfer(
    _ transfer: Approved<TransferRequest>, at time: Timestamp,
    into answers: inout [ScheduledEvent]
  ) {
    if rail == nil {
      let update = TransferUpdate(
        id: transfer.request.id, state: .failed, fee: .zero, credited: .zero,
        reference: "there is no live connection for transfers")
      answers.append(ScheduledEvent(time: time, event: .transfer(update)))
    }
    rail?.transfer(transfer, at: time, into: &answers)
  }

  private func port(of instrument: InstrumentID) -> Int? {
    guard catalog.instruments.indices.contains(instrument.index) else { return nil }
    let venue = catalog[instrument].venue
    return exchanges.firstIndex { $0.venue == venue }
  }
}
