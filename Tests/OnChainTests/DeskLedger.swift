import Ethereum
import FixedPoint
import OnChain
import Protocols
import Testing
import TradingModel
import VenueDefinitions

/// Books of what the executor told, compared with the chain.
struct DeskLedger {
  var desk: ChainDesk
  private(set) var amounts: [PositionKey: Quantity] = [:]

  init(_ desk: ChainDesk) { self.desk = desk }

  mutating func open() async {
    for movement in (try? await desk.executor.opening()) ?? [] { book(movement) }
  }

  mutating func book(_ movement: Movement) {
    amounts[movement.key] = (amounts[movement.key] ?? .zero) + movement.amount
  }

  mutating func run(
    _ steps: [ChainStep], number: UInt64, isAtomic: Bool = false, health: Rate? = nil
  ) async throws -> ChainResult {
    let result = try await desk.executor.perform(
      ChainTransaction(
        id: ActionID(number), chain: desk.place.chain, wallet: desk.place.wallet, steps: steps,
        isAtomic: isAtomic, minimumHealthFactor: health))
    for movement in result.movements { book(movement) }
    if let native = desk.place.catalog.chain(desk.place.chain)?.nativeAsset {
      let key = desk.place.catalog.balanceKey(venue: desk.place.wallet, asset: native)
      book(Movement(key: key, amount: -result.gasPaid, cause: .gas))
    }
    return result
  }

  func check(_ what: String) async throws {
    for movement in try await desk.executor.opening() {
      #expect(
        amounts[movement.key] == movement.amount,
        "\(what): \(desk.place.catalog.name(of: movement.key))")
    }
    // The executor's reading itself, against independent views.
    let weth = try #require(desk.place.deployment.token("WETH"))
    let answer = try await desk.node.call(
      CallRequest(
        from: desk.place.account, to: weth, data: ERC20.balance(of: desk.place.account)))
    let key = desk.place.catalog.balanceKey(
      venue: desk.place.wallet, asset: try desk.asset("WETH"))
    let told = await desk.executor.balances[key]
    #expect(UInt256(bigEndian: answer) == told, "\(what)")
  }
}
