import FixedPoint
import Simulation
import TradingModel
import VenueDefinitions

extension VenueServerState {
  /// The networks of an asset at a venue.
  func networks(_ venue: String, _ asset: AssetID) -> [NetworkDefinition] {
    (definitions.definition(named: venue)?.networks ?? []).filter { $0.asset == symbol(asset) }
  }

  /// Where deposits to an account go: a made-up address for each venue, chain and account.
  func address(_ venue: String, _ network: String, account: Int) -> String {
    let known = definitions.definition(named: venue)?.networks.first { $0.network == network }
    var mixed: UInt64 = 14_695_981_039_346_656_037
    for byte in (venue + (known?.chain ?? network) + accounts[account].name).utf8 {
      mixed = (mixed ^ UInt64(byte)) &* 1_099_511_628_211
    }
    let digits = String(mixed, radix: 16)
    return "0x" + String(repeating: "5", count: 40 - digits.count) + digits
  }

  /// Credits a deposit.
  mutating func deposit(
    _ asset: AssetID, _ amount: Quantity, to wallet: WalletKind, account: Int, network: String
  ) {
    accounts[account].wallets[wallet.rawValue].engine.credit(asset, amount)
    accounts[account].transfers.append(
      TransferRecord(
        id: nextNumber(), kind: .deposit, wallet: wallet, to: nil, asset: asset, amount: amount,
        fee: .zero, network: network,
        address: address(wallet.venue, network, account: account), tag: "", clientID: "",
        created: now, completes: now, label: ""))
    book(.deposit, amount, asset, feed: nil, account: account, wallet: wallet)
    tell(
      .balance(
        account: account, wallet: wallet, asset: asset, amount: amount, reason: "DEPOSIT"))
  }

  /// Moves between wallets of one account; nil where the balance does not suffice.
  mutating func move(
    _ asset: AssetID, _ amount: Quantity, from: WalletKind, to: WalletKind, account: Int,
    label: String, clientID: String = ""
  ) -> TransferRecord? {
    guard amount.isPositive,
      amount <= accounts[account].wallets[from.rawValue].engine.available(asset)
    else { return nil }
    accounts[account].wallets[from.rawValue].engine.credit(asset, -amount)
    accounts[account].wallets[to.rawValue].engine.credit(asset, amount)
    let record = TransferRecord(
      id: nextNumber(), kind: .move, wallet: from, to: to, asset: asset, amount: amount,
      fee: .zero, network: "", address: "", tag: "", clientID: clientID, created: now,
      completes: now, label: label)
    accounts[account].transfers.append(record)
    book(.transfer, -amount, asset, feed: nil, account: account, wallet: from)
    book(.transfer, amount, asset, feed: nil, account: account, wallet: to)
    for (wallet, change) in [(from, -amount), (to, amount)] {
      tell(
        .balance(
          account: account, wallet: wallet, asset: asset, amount: change,
          reason: "MARGIN_TRANSFER"))
    }
    return record
  }

  /// Sends an asset away. An address that a simulated venue gave for deposits is credited there
  /// when the withdrawal is complete; any other one is the world outside.
  mutating func withdraw(
    _ asset: AssetID, _ amount: Quantity, network: NetworkDefinition, address: String, tag: String,
    clientID: String, from wallet: WalletKind, feeOnTop: Bool, account: Int
  ) throws(OrderRefusal) -> TransferRecord {
    guard amount >= network.withdrawalMinimum else { throw .minimumQuantity }
    let fee = network.withdrawalFee
    let total = feeOnTop ? (amount.adding(fee) ?? amount) : amount
    guard total <= accounts[account].wallets[wallet.rawValue].engine.available(asset) else {
      throw .balance
    }
    let isOnChain = !options.chain.isEmpty && network.chain == options.chain
    let sent = feeOnTop ? amount : (amount.subtracting(fee) ?? .zero)
    guard sent.isPositive else { throw .minimumQuantity }
    accounts[account].wallets[wallet.rawValue].engine.credit(asset, -total)
    let record = TransferRecord(
      id: nextNumber(), kind: .withdrawal, wallet: wallet, to: nil, asset: asset, amount: sent,
      fee: fee, network: network.venueNetwork, address: address, tag: tag, clientID: clientID,
      created: now,
      completes: isOnChain
        ? Timestamp(nanoseconds: .max)
        : now.advanced(by: .seconds(Int64(network.withdrawalDelaySeconds))), label: "")
    accounts[account].transfers.append(record)
    book(.withdrawal, -total, asset, feed: nil, account: account, wallet: wallet)
    tell(
      .balance(
        account: account, wallet: wallet, asset: asset, amount: -total, reason: "WITHDRAW"))
    if !isOnChain { arrive(record, at: address) }
    return record
  }

  private mutating func arrive(_ record: TransferRecord, at address: String) {
    for account in accounts.indices {
      for (venue, wallet) in [
        ("binance", WalletKind.binanceSpot), ("bybit", .bybitFunding), ("okx", .okxFunding),
      ] {
        for network in networks(venue, record.asset)
        where self.address(venue, network.network, account: account) == address {
          deposit(
            record.asset, record.amount, to: wallet, account: account, network: network.network)
        }
      }
    }
  }
}
