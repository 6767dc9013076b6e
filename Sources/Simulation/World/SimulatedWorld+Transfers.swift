import FixedPoint
import TradingModel

extension SimulatedWorld {
  /// Asks for a transfer: the source is debited at once, what is under way stands in transit at
  /// the destination, and the steps to come are scheduled. Gas is told once, with `requested`.
  public mutating func request(
    _ transfer: TransferRequest, at now: Timestamp, into events: inout [ScheduledEvent]
  ) {
    do {
      let (plan, gas) = try depart(transfer)
      schedule(transfer, plan, gas: gas, at: now, &events)
    } catch {
      say(transfer.id, .failed, fee: .zero, at: now, reference: error.reason, &events)
    }
  }

  /// Applies what happens at the moment an event is delivered: a transfer's credit. Handing the
  /// same event in twice changes nothing.
  public mutating func deliver(_ event: ScheduledEvent) {
    guard case .transfer(let update) = event.event, update.state == .credited,
      let index = rail.pending.firstIndex(where: { $0.request.id == update.id })
    else { return }
    let transfer = rail.pending.remove(at: index)
    let destination = transfer.request.destination
    if let exchange = exchangeIndex(at: destination) {
      exchanges[exchange].credit(transfer.request.asset, transfer.amount)
    } else if let wallet = chain.walletIndex(destination),
      let units = try? chain.units(transfer.amount, of: transfer.request.asset),
      (try? chain.credit(wallet, transfer.request.asset, units)) != nil
    {
      return
    }
  }

  private mutating func depart(
    _ transfer: TransferRequest
  ) throws(SimulatedRevert) -> (TransferPlan, Quantity) {
    if rail.seen.contains(transfer.id) { throw SimulatedRevert("duplicate_transfer") }
    let plan = try rail.plan(transfer)
    let decimals = catalog[transfer.asset].decimals
    guard UInt256(exactly: transfer.amount.value, decimals: decimals) != nil,
      UInt256(exactly: plan.fee.value, decimals: decimals) != nil
    else { throw SimulatedRevert("invalid_amount") }
    var gas = Quantity.zero
    if let exchange = exchangeIndex(at: transfer.source) {
      guard exchanges[exchange].available(transfer.asset) >= transfer.amount else {
        throw SimulatedRevert("insufficient_balance")
      }
      exchanges[exchange].credit(transfer.asset, -transfer.amount)
    } else {
      gas = try departFromWallet(transfer, plan)
    }
    rail.seen.insert(transfer.id)
    rail.pending.append(PendingTransfer(request: transfer, amount: transfer.amount - plan.fee))
    return (plan, gas)
  }

  private mutating func departFromWallet(
    _ transfer: TransferRequest, _ plan: TransferPlan
  ) throws(SimulatedRevert) -> Quantity {
    guard let wallet = chain.walletIndex(transfer.source), let profile = plan.gas,
      let gasUnits = profile.gasUnits[.transfer]
    else { throw SimulatedRevert("unknown_wallet") }
    let saved = chain.wallets
    do {
      let gas = try chain.payGas(wallet, chain: profile, units: gasUnits)
      try chain.debit(
        wallet, transfer.asset, try chain.units(transfer.amount, of: transfer.asset))
      return gas
    } catch {
      chain.wallets = saved
      throw error
    }
  }

  private func schedule(
    _ transfer: TransferRequest, _ plan: TransferPlan, gas: Quantity, at now: Timestamp,
    _ events: inout [ScheduledEvent]
  ) {
    let id = transfer.id
    let onChain = now.advanced(by: plan.departure)
    let done = onChain.advanced(by: plan.confirmation)
    let reference = "transfer-\(id.raw)"
    say(id, .requested, fee: plan.fee, at: now, gas: gas, reference: reference, &events)
    say(id, .onChain, fee: plan.fee, at: onChain, reference: reference, &events)
    say(id, .confirming, fee: plan.fee, at: onChain, reference: reference, &events)
    if plan.isStuck {
      say(id, .stuck, fee: plan.fee, at: done, reference: reference, &events)
      return
    }
    let amount = transfer.amount - plan.fee
    say(
      id, .credited, fee: plan.fee, at: done, credited: amount, reference: reference, &events)
    say(id, .settled, fee: plan.fee, at: done, credited: amount, reference: reference, &events)
  }

  private func say(
    _ id: ActionID, _ state: TransferState, fee: Quantity, at time: Timestamp,
    credited: Quantity = .zero, gas: Quantity = .zero, reference: String,
    _ events: inout [ScheduledEvent]
  ) {
    let update = TransferUpdate(
      id: id, state: state, fee: fee, credited: credited, gasPaid: gas, reference: reference)
    events.append(ScheduledEvent(time: time, event: .transfer(update)))
  }
}
