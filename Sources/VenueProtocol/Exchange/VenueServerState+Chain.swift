import FixedPoint
import Simulation
import TradingModel
import VenueDefinitions

/// What whoever watches the real chain tells the venues, and asks them.
extension VenueServerState {
  /// A withdrawal that waits to be sent.
  public struct ChainWithdrawal: Hashable, Sendable {
    /// Its number.
    public let id: Int
    /// Symbol of the asset.
    public let asset: String
    /// Asset units.
    public let amount: Quantity
    /// Where it goes.
    public let address: String
  }

  /// Withdrawals on the real chain that were not sent yet, oldest first.
  public var chainWithdrawals: [ChainWithdrawal] {
    accounts.flatMap { account in
      account.transfers.filter { record in
        record.kind == .withdrawal && record.completes.nanoseconds == .max
          && record.transaction == nil
      }.map {
        ChainWithdrawal(
          id: $0.id, asset: symbol($0.asset), amount: $0.amount, address: $0.address)
      }
    }
  }

  /// Addresses whose deposits on the real chain are somebody's, in lower case.
  public var chainAddresses: [String] {
    guard !options.chain.isEmpty else { return [] }
    return depositPlaces().map(\.address)
  }

  private func depositPlaces() -> [(
    address: String, account: Int, wallet: WalletKind, network: NetworkDefinition
  )] {
    accounts.indices.flatMap { account in
      [("binance", WalletKind.binanceSpot), ("bybit", .bybitFunding), ("okx", .okxFunding)]
        .flatMap { venue, wallet in
          (definitions.definition(named: venue)?.networks ?? [])
            .filter { $0.chain == options.chain }
            .map { (address(venue, $0.network, account: account), account, wallet, $0) }
        }
    }
  }

  /// Notes the transaction of a withdrawal.
  public mutating func chainSent(_ id: Int, transaction: String) {
    changeTransfer(id) { $0.transaction = transaction }
  }

  /// Notes how deep a withdrawal's transaction is; it is complete with its first block.
  public mutating func chainConfirmed(_ id: Int, confirmations: Int) {
    changeTransfer(id) { [now] record in
      record.confirmations = confirmations
      if record.completes.nanoseconds == .max { record.completes = now }
    }
  }

  /// Gives back what a withdrawal that cannot be sent took.
  public mutating func chainFailed(_ id: Int) {
    for account in accounts.indices {
      guard let record = accounts[account].transfers.first(where: { $0.id == id }) else { continue }
      let total = record.amount.adding(record.fee) ?? record.amount
      accounts[account].wallets[record.wallet.rawValue].engine.credit(record.asset, total)
      book(
        .withdrawal, total, record.asset, feed: nil, account: account, wallet: record.wallet)
      accounts[account].transfers.removeAll { $0.id == id }
    }
  }

  /// Notes a transfer to one of the deposit addresses and how deep it is; it is credited once with
  /// the confirmations it needs. An asset or amount the venue does not take there is not credited.
  /// True when there is nothing more to tell.
  public mutating func chainDeposit(
    transaction: String, to address: String, asset name: String, amount: Quantity,
    confirmations: Int
  ) -> Bool {
    let place = depositPlaces().first { $0.address == address && $0.network.asset == name }
    guard let place, amount >= place.network.depositMinimum,
      let asset = catalog.asset(named: name)?.id
    else { return true }
    let known = accounts[place.account].transfers.firstIndex {
      $0.kind == .deposit && $0.transaction == transaction && $0.address == address
        && $0.asset == asset
    }
    let needed = options.chainConfirmations ?? place.network.depositConfirmations
    var record =
      known.map { accounts[place.account].transfers[$0] }
      ?? TransferRecord(
        id: nextNumber(), kind: .deposit, wallet: place.wallet, to: nil, asset: asset,
        amount: amount, fee: .zero, network: place.network.venueNetwork, address: address, tag: "",
        clientID: "", created: now, completes: Timestamp(nanoseconds: .max), label: "",
        transaction: transaction)
    let wasComplete = record.completes.nanoseconds != .max
    record.confirmations = confirmations
    record.needed = needed
    if !wasComplete, confirmations >= needed { record.completes = now }
    if let known {
      accounts[place.account].transfers[known] = record
    } else {
      accounts[place.account].transfers.append(record)
    }
    if wasComplete || confirmations < needed { return wasComplete }
    accounts[place.account].wallets[place.wallet.rawValue].engine.credit(asset, amount)
    book(.deposit, amount, asset, feed: nil, account: place.account, wallet: place.wallet)
    tell(
      .balance(
        account: place.account, wallet: place.wallet, asset: asset, amount: amount,
        reason: "DEPOSIT"))
    publish()
    return true
  }

  private mutating func changeTransfer(_ id: Int, _ body: (inout TransferRecord) -> Void) {
    for account in accounts.indices {
      if let place = accounts[account].transfers.firstIndex(where: { $0.id == id }) {
        body(&accounts[account].transfers[place])
      }
    }
  }
}
