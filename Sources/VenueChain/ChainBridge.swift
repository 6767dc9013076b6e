import Ethereum
import EthereumKeys
import FixedPoint
import JSON
import Transport
import VenueProtocol
import VenueServer

/// The venues' hands on a real chain: watches their deposit addresses and sends their withdrawals
/// from one account of its own. Ether and the tokens named to it; nothing is swept.
public actor ChainBridge {
  /// keccak256("Transfer(address,address,uint256)"), ERC-20.
  private static let transferTopic =
    "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
  /// The selector of `transfer(address,uint256)`, ERC-20.
  private static let transferSelector: [UInt8] = [0xa9, 0x05, 0x9c, 0xbb]

  /// Networks whose money is real: ids of Ethereum, Optimism, BNB, Gnosis, Polygon, Base, Arbitrum,
  /// Avalanche and Linea.
  private static let mainNetworks: Set<UInt64> = [1, 10, 56, 100, 137, 8453, 42161, 43114, 59144]

  private struct Deposit {
    let transaction: String
    let address: String
    let asset: String
    let amount: Quantity
    var isCredited = false
  }

  private let server: SimulatorServer
  private let node: ChainNode
  private let signer: LocalSigner
  private let tokens: [ChainToken]
  private var chain: UInt64?
  private var seen: UInt64?
  private var deposits: [Deposit] = []
  private var sent: [(id: Int, transaction: String)] = []

  /// Hands on the chain behind `node` for `server`'s venues, with the key of the paying account.
  /// - Throws: `TransportError` where no connection can be had.
  public init(
    server: SimulatorServer, node url: String, signer: LocalSigner, tokens: [ChainToken] = []
  ) throws(TransportError) {
    self.server = server
    node = try ChainNode(url: url)
    self.signer = signer
    self.tokens = tokens
  }

  /// Works until the task is cancelled; what goes wrong is told and tried again.
  public func run(every pause: Duration = .milliseconds(500), tell: @Sendable (String) -> Void)
    async
  {
    while !Task.isCancelled {
      do { try await step() } catch { tell("chain: \(error)") }
      try? await Task.sleep(for: pause)
    }
  }

  /// Looks at the new blocks, follows up what is under way and sends what waits.
  /// - Throws: ``ChainBridgeError``, or what signing throws.
  public func step() async throws {
    if chain == nil { chain = try await node.number("eth_chainId") }
    if let chain, Self.mainNetworks.contains(chain) {
      throw ChainBridgeError.refused("chain \(chain) is a main network")
    }
    let head = try await node.number("eth_blockNumber")
    let first = seen.map { $0 + 1 } ?? head
    if first <= head {
      let addresses = Set(await server.perform { $0.chainAddresses })
      for block in first...head { try await scan(block, addresses) }
    }
    seen = head
    try await follow(head)
    try await send()
  }

  private func scan(_ number: UInt64, _ addresses: Set<String>) async throws {
    let name = ChainNode.hexadecimal(number)
    let block = try await node.call("eth_getBlockByNumber", [name, .bool(true)])
    for transaction in block["transactions"]?.elements ?? [] {
      guard let to = transaction["to"]?.text?.lowercased(), addresses.contains(to),
        let hash = transaction["hash"]?.text,
        let value = transaction["value"]?.text.flatMap({ UInt256($0) }), !value.isZero,
        let amount = value.decimal(decimals: 18, rounding: .down)
      else { continue }
      note(Deposit(transaction: hash, address: to, asset: "ETH", amount: Quantity(amount)))
    }
    for token in tokens {
      let logs = try await node.call(
        "eth_getLogs",
        [
          .object([
            JSONMember(name: "fromBlock", value: name), JSONMember(name: "toBlock", value: name),
            JSONMember(name: "address", value: .string(token.contract.checksummed)),
            JSONMember(name: "topics", value: .array([.string(Self.transferTopic)])),
          ])
        ])
      for log in logs.elements ?? [] {
        guard let topics = log["topics"]?.elements, topics.count == 3,
          let to = topics[2].text.map({ "0x" + $0.suffix(40).lowercased() }),
          addresses.contains(to), let hash = log["transactionHash"]?.text,
          let value = log["data"]?.text.flatMap({ UInt256($0) }),
          let amount = value.decimal(decimals: token.decimals, rounding: .down)
        else { continue }
        note(
          Deposit(transaction: hash, address: to, asset: token.symbol, amount: Quantity(amount)))
      }
    }
  }

  private func note(_ deposit: Deposit) {
    let isKnown = deposits.contains {
      $0.transaction == deposit.transaction && $0.address == deposit.address
        && $0.asset == deposit.asset
    }
    if !isKnown { deposits.append(deposit) }
  }

  /// How deep a transaction is, and whether it did what it was for; nil while no block has it, as
  /// after a reorganisation.
  private func depth(of hash: String, _ head: UInt64) async throws -> (blocks: Int, isDone: Bool)? {
    let receipt = try await node.call("eth_getTransactionReceipt", [.string(hash)])
    guard let block = ChainNode.number(receipt["blockNumber"]), block <= head else { return nil }
    return (Int(head - block) + 1, ChainNode.number(receipt["status"]) == 1)
  }

  private func follow(_ head: UInt64) async throws {
    for place in deposits.indices where !deposits[place].isCredited {
      let deposit = deposits[place]
      guard let depth = try await depth(of: deposit.transaction, head), depth.isDone else {
        continue
      }
      deposits[place].isCredited = await server.perform { state in
        state.chainDeposit(
          transaction: deposit.transaction, to: deposit.address, asset: deposit.asset,
          amount: deposit.amount, confirmations: depth.blocks)
      }
    }
    for (id, transaction) in sent {
      guard let depth = try await depth(of: transaction, head) else { continue }
      await server.perform { state in
        if depth.isDone {
          state.chainConfirmed(id, confirmations: depth.blocks)
        } else {
          state.chainFailed(id)
        }
      }
      if !depth.isDone || depth.blocks >= 12 { sent.removeAll { $0.id == id } }
    }
  }

  private func send() async throws {
    for withdrawal in await server.perform({ $0.chainWithdrawals }) {
      guard let to = Address(withdrawal.address),
        let call = call(withdrawal.asset, withdrawal.amount, to)
      else {
        await server.perform { $0.chainFailed(withdrawal.id) }
        continue
      }
      guard let chain else { throw ChainBridgeError.malformed("eth_chainId") }
      let own = JSONNode.string(signer.address.checksummed)
      let nonce = try await node.number("eth_getTransactionCount", [own, .string("pending")])
      let price = try await node.number("eth_gasPrice")
      let raw = try signed(call, chain: chain, nonce: nonce, price: price)
      let hash = Keccak256.hash(raw).description
      await server.perform { $0.chainSent(withdrawal.id, transaction: hash) }
      sent.append((withdrawal.id, hash))
      _ = try await node.call("eth_sendRawTransaction", [.string(Hex.encode(raw))])
    }
  }

  /// A call of a contract, or ether for an account.
  private struct Call {
    let to: Address
    let value: UInt256
    let data: [UInt8]
  }

  /// Not asynchronous: 16-byte numbers and typed errors crash asynchronous functions (Swift 6.3).
  private func signed(
    _ call: Call, chain: UInt64, nonce: UInt64, price: UInt64
  ) throws -> [UInt8] {
    let tip: UInt64 = 1_000_000_000
    return try signer.sign(
      .feeMarket(
        FeeMarketTransaction(
          chainID: chain, nonce: nonce, maxPriorityFeePerGas: UInt256(tip),
          maxFeePerGas: UInt256(price &* 2 &+ tip), gasLimit: call.data.isEmpty ? 21_000 : 120_000,
          to: call.to, value: call.value, data: call.data, accessList: [])))
  }

  private func call(_ asset: String, _ amount: Quantity, _ to: Address) -> Call? {
    if asset == "ETH" {
      return UInt256(amount.value, decimals: 18, rounding: .down).map {
        Call(to: to, value: $0, data: [])
      }
    }
    guard let token = tokens.first(where: { $0.symbol == asset }),
      let units = UInt256(amount.value, decimals: token.decimals, rounding: .down)
    else { return nil }
    let padding = [UInt8](repeating: 0, count: 12)
    return Call(
      to: token.contract, value: .zero,
      data: Self.transferSelector + padding + to.bytes + units.bigEndianBytes())
  }
}
