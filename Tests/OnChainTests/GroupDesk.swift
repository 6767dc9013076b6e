import ChainTransactions
import Ethereum
import FixedPoint
import JSON
import OnChain
import Protocols
import Testing
import TradingModel
import VenueDefinitions

/// An account of the rig with an executor of its own.
struct GroupDesk {
  let rig: EVMRig
  let pin: PinnedExecutor
  var ledger: DeskLedger
  var desk: ChainDesk { ledger.desk }

  init(account: Int, use: PinnedExecutor.Use = .contract) async throws {
    rig = try await SharedRig.main.rig()
    pin = try await Self.deploy(rig, account: account, use: use)
    let desk = try await ChainDesk(
      rig, account: account,
      change: { _, options in
        if use == .delegate { options.tracking.maximumInFlight = 1 }
      }, pinned: pin)
    ledger = DeskLedger(desk)
    await ledger.open()
  }

  /// Creates the contract with an account that no runner follows yet; what is at its address is
  /// what was computed without asking any node.
  static func deploy(
    _ rig: EVMRig, account: Int, use: PinnedExecutor.Use
  ) async throws -> PinnedExecutor {
    let owner = rig.accounts[account]
    let pool = try #require(rig.deployment.contract("aave_v3.pool"))
    let morpho = try #require(rig.deployment.contract("morpho.morpho"))
    let creation = try DeskExecutor.creationCode(owner: owner, pool: pool, morpho: morpho)
    let code = try DeskExecutor.deployedCode(owner: owner, pool: pool, morpho: morpho)
    let receipt = try await rig.send(from: account, to: nil, creation)
    let address = try #require(receipt["contractAddress"]?.text.flatMap { Address($0) })
    let found = try await rig.control("eth_getCode", "\"\(address)\",\"latest\"")
    #expect(found.text == Hex.encode(code))
    return PinnedExecutor(address: address, codeHash: Keccak256.hash(code), use: use)
  }

  func step(
    _ operation: ChainOperation, _ venue: String, _ token: String, _ amount: String,
    receive: String? = nil, least: String? = nil, poolFee: String? = nil, category: Int? = nil,
    counterparty: String? = nil
  ) throws -> ChainStep {
    ChainStep(
      operation: operation, venue: try desk.venue(venue), token: try desk.asset(token),
      amount: amount == "max" ? .max : .exact(try #require(Quantity(amount))),
      receive: try receive.map { try desk.asset($0) },
      minimumReceived: least.flatMap { Quantity($0) }, poolFee: poolFee.flatMap { Rate($0) },
      category: category, counterparty: counterparty)
  }

  mutating func single(_ step: ChainStep, _ number: UInt64) async throws {
    let result = try await ledger.run([step], number: number)
    #expect(result.outcome == .confirmed, "\(step.operation): \(result.outcome)")
  }

  mutating func group(
    _ steps: [ChainStep], _ number: UInt64, health: String? = nil
  ) async throws -> ChainResult {
    let least = health.flatMap { Rate($0) }
    return try await ledger.run(steps, number: number, isAtomic: true, health: least)
  }

  func view(_ target: Address, _ data: [UInt8]) async throws -> UInt256 {
    let answer = try await desk.node.call(
      CallRequest(from: desk.place.account, to: target, data: data))
    return try #require(UInt256(bigEndian: answer.prefix(32)))
  }

  func token(_ symbol: String) throws -> Address {
    try #require(rig.deployment.token(symbol))
  }

  /// The executor holds nothing and has allowed nobody anything, and may take nothing.
  func expectEmpty() async throws {
    let owner = desk.place.account
    let names = ["aave_v3.pool", "lido.wstETH", "uniswap_v3.swapRouter02", "morpho.morpho"]
    let spenders = names.compactMap { rig.deployment.contract($0) }
    let own = try ERC20.balance(of: pin.address)
    let grant = try ERC20.allowance(owner: owner, spender: pin.address)
    for token in try ["WETH", "stETH", "wstETH"].map({ try token($0) }) {
      #expect(try await view(token, own) <= 1)
      #expect(try await view(token, grant).isZero)
      for spender in spenders {
        let allowance = try ERC20.allowance(owner: pin.address, spender: spender)
        #expect(try await view(token, allowance).isZero)
      }
    }
    #expect(try await desk.node.balance(of: pin.address).isZero)
  }
}
