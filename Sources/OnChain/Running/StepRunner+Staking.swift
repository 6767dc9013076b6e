import ChainTransactions
import Ethereum
import FixedPoint
import Protocols
import TradingModel

/// Lido and ether.fi.
extension StepRunner {
  mutating func stake() async throws {
    let (contract, data, form) = try staking()
    try await stake(
      at: contract, data, token: form.shares,
      wraps: step.receive.map { place.catalog[$0].symbol } == form.wrapped)
  }

  /// The contract that stakes, its call and the shares it gives.
  func staking() throws(CallFailure) -> (contract: Address, data: [UInt8], form: ShareWrapping) {
    guard step.token == place.native else {
      throw CallFailure.refused(
        "only the chain's own coin is staked, not \(place.catalog[step.token].symbol)")
    }
    let venue = place.catalog[step.venue].name
    let receive = step.receive.map { place.catalog[$0].symbol } ?? "a token that is not named"
    let form = ShareWrapping(shares: receive) ?? ShareWrapping(wrapped: receive)
    switch (venue, form) {
    case ("lido", .lido?):
      return (try place.contract("lido.stETH"), try encode(try Lido.stake()), .lido)
    case ("etherfi", .etherfi?):
      return (
        try place.contract("etherfi.liquidityPool"), try encode(try EtherFi.stake()), .etherfi
      )
    default: throw CallFailure.refused("\(venue) does not give \(receive) for a stake")
    }
  }

  /// Stakes, and wraps what was really received: share tokens round a wei or two away.
  private mutating func stake(
    at contract: Address, _ data: [UInt8], token symbol: String, wraps: Bool
  ) async throws {
    guard let asset = place.catalog.asset(named: symbol)?.id else {
      throw CallFailure.refused("\(symbol) is not known")
    }
    if wraps {
      let planned = self
      let staked = try await sendAhead(to: contract, data) { try await planned.amount() }
      // Read at the stake's own block, so that a restart wraps the same amount.
      let before = try await held(asset, at: max(staked.blockNumber, 1) - 1)
      let after = try await held(asset, at: staked.blockNumber)
      guard after > before else { throw CallFailure.refused("the stake gave no \(symbol)") }
      try await wrapShares(asset, after - before)
    } else {
      try await send(to: contract, value: try await amount(), data)
    }
  }

  /// The balance at the end of a block.
  private func held(_ asset: AssetID, at block: UInt64) async throws -> UInt256 {
    let answer = try await node.call(
      CallRequest(
        from: place.account, to: try place.token(asset),
        data: try encode(try ERC20.balance(of: place.account))),
      at: .number(block))
    guard answer.count == 32, let units = UInt256(bigEndian: answer) else {
      throw CallFailure.refused("the balance at block \(block) could not be read")
    }
    return units
  }

  mutating func unstake() async throws {
    let owner = place.account
    switch place.catalog[step.token].symbol {
    case "stETH":
      let (queue, amount) = (try place.contract("lido.withdrawalQueue"), try await amount())
      try await allow(queue, step.token, amount)
      try await request(
        queue, "requestWithdrawals",
        try encode(try Lido.requestWithdrawals(amounts: Self.parts(amount), owner: owner)))
    case "wstETH":
      let (queue, amount) = (try place.contract("lido.withdrawalQueue"), try await amount())
      try await allow(queue, step.token, amount)
      try await request(
        queue, "requestWithdrawalsWstETH",
        try encode(try Lido.requestWithdrawalsWrapped(amounts: Self.parts(amount), owner: owner)))
    case "eETH":
      let (pool, amount) = (try place.contract("etherfi.liquidityPool"), try await amount())
      try await allow(pool, step.token, amount)
      try await send(
        to: pool, try encode(try EtherFi.requestWithdraw(recipient: owner, amount: amount)))
    case let symbol: throw CallFailure.refused("\(symbol) has no withdrawal queue here")
    }
  }

  /// Sends a request to Lido's queue that it answers with the requests' numbers. A contract that
  /// does not know the call may take it for a payment, and give nothing for the tokens.
  private mutating func request(_ queue: Address, _ function: String, _ data: [UInt8]) async throws
  {
    let answer = try await read(queue, data)
    guard try !numbers(answer, of: function).isEmpty else {
      throw CallFailure.refused("the queue would give no request for the withdrawal")
    }
    try await send(to: queue, data)
  }

  /// The queue takes at most 1,000 tokens a request.
  static func parts(_ amount: UInt256) -> [UInt256] {
    let most: UInt256 = 900_000_000_000_000_000_000
    var rest = amount
    var parts: [UInt256] = []
    while rest > most, parts.count < 63 {
      parts.append(most)
      rest = rest - most
    }
    return parts + [rest]
  }

  /// Claims every finalised request of the account at Lido's queue.
  mutating func claim() async throws {
    guard place.catalog[step.venue].name == "lido" else {
      throw CallFailure.refused("claims at \(place.catalog[step.venue].name) are not built")
    }
    let (queue, owner) = (try place.contract("lido.withdrawalQueue"), place.account)
    let ripe = try await finalised(queue, owner)
    guard !ripe.isEmpty else { throw CallFailure.refused("no withdrawal is finalised") }
    if ripe.count == 1 {
      // The queue finds the hint of a single request by itself.
      let claim = try encode(try Lido.queue.call("claimWithdrawal", .uint(ripe[0])))
      return try await send(to: queue, claim)
    }
    let last = try await number(queue, try encode(try Lido.queue.call("getLastCheckpointIndex")))
    let answer = try await read(
      queue,
      try encode(
        try Lido.queue.call(
          "findCheckpointHints", .array(ripe.map { .uint($0) }), .uint(1), .uint(last))))
    let hints = try numbers(answer, of: "findCheckpointHints")
    try await send(to: queue, try encode(try Lido.claim(requests: ripe, hints: hints)))
  }

  private func finalised(
    _ queue: Address, _ owner: Address
  ) async throws -> [UInt256] {
    let requests = try await requests(queue, owner)
    if requests.isEmpty { return [] }
    let states = try await read(
      queue,
      try encode(try Lido.queue.call("getWithdrawalStatus", .array(requests.map { .uint($0) }))))
    return try Self.ripe(requests, states)
  }

  /// Of these requests, those that are finalised and not claimed.
  private static func ripe(_ requests: [UInt256], _ states: [UInt8]) throws -> [UInt256] {
    guard let entries = try? Lido.queue.results(of: "getWithdrawalStatus", states)[0].elements,
      entries.count == requests.count
    else { throw CallFailure.refused("the queue's answer could not be read") }
    return zip(requests, entries).compactMap { request, entry in
      guard let fields = entry.elements, fields.count == 6, fields[4].truth == true,
        fields[5].truth == false
      else { return nil }
      return request
    }
  }

  /// The account's requests: the queue's own list, or where it has none those its logs tell.
  private func requests(_ queue: Address, _ owner: Address) async throws -> [UInt256] {
    let ask = try encode(try Lido.queue.call("getWithdrawalRequests", .address(owner)))
    do {
      let answer = try await node.call(CallRequest(from: owner, to: queue, data: ask))
      // A contract that does not know the question may take it for a payment and say nothing.
      if answer.isEmpty { return try await loggedRequests(queue, owner) }
      return try numbers(answer, of: "getWithdrawalRequests").sorted()
    } catch NodeError.reverted(.empty) {
      return try await loggedRequests(queue, owner)
    }
  }

  private func loggedRequests(_ queue: Address, _ owner: Address) async throws -> [UInt256] {
    guard
      let event = Lido.queue.contract?.events.first(where: { $0.name == "WithdrawalRequested" }),
      let head = try await node.head()
    else { throw CallFailure.refused("the queue's logs could not be read") }
    let holder = Hash32([UInt8](repeating: 0, count: 12) + owner.bytes)
    let filter = LogFilter(address: queue, topics: [event.topic, nil, nil, holder])
    return Self.requests(try await node.logs(filter, from: 0, through: head.number), event)
  }

  private static func requests(_ logs: [MinedLog], _ event: ABIEvent) -> [UInt256] {
    var requests: [UInt256] = []
    for mined in logs {
      let values = try? event.decode(topics: mined.log.topics, data: mined.log.data)
      if let request = values?.first?.unsigned { requests.append(request) }
    }
    return requests.sorted()
  }

  private func numbers(
    _ answer: [UInt8], of function: String
  ) throws(CallFailure) -> [UInt256] {
    guard let list = try? Lido.queue.results(of: function, answer).first?.elements else {
      throw CallFailure.refused("the queue's answer could not be read")
    }
    return list.compactMap(\.unsigned)
  }
}
