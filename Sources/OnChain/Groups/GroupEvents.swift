import Ethereum
import FixedPoint
import Protocols
import TradingModel
import VenueDefinitions

/// What the contracts wrote about a group: principal of supplies and debts, premiums and the
/// inputs of swaps.
struct GroupEvents: Hashable, Sendable {
  /// Supplied less withdrawn, by the reserve's token.
  private(set) var supplied: [Address: Int256] = [:]
  /// Borrowed less repaid, by the reserve's token.
  private(set) var borrowed: [Address: Int256] = [:]
  /// Flash loan premiums, by token.
  private(set) var premiums: [Address: UInt256] = [:]
  /// What each swap took, in their order.
  private(set) var swapInputs: [UInt256] = []

  /// Reads the logs of transactions that are mined.
  /// - Throws: `NodeError`, also for a receipt that no node has any more.
  static func read(
    _ hashes: [Hash32], _ place: ChainPlace, _ node: EthereumNode
  ) async throws -> GroupEvents {
    var events = GroupEvents()
    let pool = place.deployment.contract("aave_v3.pool")
    for hash in hashes {
      guard let (_, logs) = try await node.receipt(of: hash) else {
        throw NodeError.malformed(method: "eth_getTransactionReceipt")
      }
      for log in logs {
        if log.address == pool { events.note(log) } else { events.noteSwap(log) }
      }
    }
    return events
  }

  private mutating func note(_ log: Log) {
    guard let event = AavePool.interface.contract?.event(topics: log.topics),
      let values = try? event.decode(topics: log.topics, data: log.data)
    else { return }
    func value(_ name: String) -> ABIValue? {
      event.inputs.firstIndex { $0.name == name }.map { values[$0] }
    }
    guard let amount = value("amount")?.unsigned,
      let token = (value("reserve") ?? value("asset"))?.address
    else { return }
    let signed = Int256(bitPattern: amount)
    let opposite = Int256(bitPattern: UInt256.zero &- amount)
    switch event.name {
    case "Supply": Self.add(signed, token, &supplied)
    case "Withdraw": Self.add(opposite, token, &supplied)
    case "Borrow": Self.add(signed, token, &borrowed)
    case "Repay": Self.add(opposite, token, &borrowed)
    case "FlashLoan":
      if let premium = value("premium")?.unsigned {
        premiums[token] = (premiums[token] ?? .zero) &+ premium
      }
    default: break
    }
  }

  private mutating func noteSwap(_ log: Log) {
    guard let event = UniswapV3Router.pool.contract?.event(topics: log.topics),
      event.name == "Swap",
      let values = try? event.decode(topics: log.topics, data: log.data), values.count > 3,
      let first = values[2].signed, let second = values[3].signed
    else { return }
    swapInputs.append((first.isNegative ? second : first).magnitude)
  }

  private static func add(
    _ amount: Int256, _ token: Address, _ sums: inout [Address: Int256]
  ) {
    let old = sums[token]?.bitPattern ?? .zero
    sums[token] = Int256(bitPattern: old &+ amount.bitPattern)
  }
}
