import Ethereum
import FixedPoint
import Foundation
import Hashing
import JSON
import Testing
import TradingModel
import VenueDefinitions
import VenueProtocol
import VenueServer

@testable import VenueChain

/// Deposits and withdrawals as real transactions on the shared library's chain.
@Suite(.serialized) struct ChainBridgeTests {
  private func server() async throws -> SimulatorServer {
    var options = ServerOptions()
    options.chain = "ethereum"
    options.chainConfirmations = 3
    let now = Int64(Date().timeIntervalSince1970 * 1000)
    return try await SimulatorServer.start(
      state: try VenueServerState(
        options: options, definitions: try VenueRegistry.embedded(),
        at: VenueTime.milliseconds(now)))
  }

  private func books(_ server: SimulatorServer, _ wallet: String, _ asset: String) async throws
    -> Quantity
  {
    let answer = await server.perform { state in
      state.serve(
        VenueRequest(method: "GET", target: "/admin/books"), on: .admin,
        at: VenueTime.milliseconds(Int64(Date().timeIntervalSince1970 * 1000)))
    }
    let accounts = try JSONNode(parsing: answer.body)["accounts"]?.elements
    let row = accounts?.first?["wallets"]?.elements?.first { $0["wallet"]?.text == wallet }
    let balance = row?["balances"]?.elements?.first { $0["asset"]?.text == asset }
    return try #require(balance?["total"]?.text.flatMap { Quantity($0) })
  }

  private func withdraw(_ query: String, from server: SimulatorServer) async throws {
    let time = Int64(Date().timeIntervalSince1970 * 1000)
    let payload = "\(query)&recvWindow=60000&timestamp=\(time)"
    let code = HMACSHA256.code(
      key: Array("test-secret-binance".utf8), message: Array(payload.utf8))
    let target = "/sapi/v1/capital/withdraw/apply?\(payload)&signature=\(code.hexadecimal)"
    let answer = await server.perform { state in
      state.serve(
        VenueRequest(
          method: "POST", target: target,
          headers: [(name: "X-MBX-APIKEY", value: "test-key-binance")]), on: .binanceSpot,
        at: VenueTime.milliseconds(time))
    }
    try #require(answer.status == 200, "\(answer.body)")
  }

  @Test(.enabled(if: Rig.isPresent), .timeLimit(.minutes(5)))
  func depositsAndWithdrawalsAreTransactions() async throws {
    let rig = try Rig()
    let server = try await server()
    let token = try #require(rig.contract("usdt"))
    let bridge = try ChainBridge(
      server: server, node: rig.url, signer: try rig.signer(9),
      tokens: [ChainToken(symbol: "USDT", contract: token, decimals: 6)])
    try await rig.mine(1)
    try await bridge.step()
    let addresses = await server.perform { $0.chainAddresses }
    let place = try #require(addresses.first.flatMap { Address($0) })

    // A deposit is seen in its block and credited once, with its third.
    let before = try await books(server, "binanceSpot", "ETH")
    try await rig.send(from: 0, to: place, wei: "2000000000000000000")
    for expected in [before, before, before + Quantity(2), before + Quantity(2)] {
      try await rig.mine(1)
      try await bridge.step()
      try await bridge.step()
      #expect(try await books(server, "binanceSpot", "ETH") == expected)
    }

    // A withdrawal leaves the venue at once and reaches the wallet with its block.
    let wallet = rig.accounts[5]
    let had = try await rig.balance(wallet)
    let address = wallet.checksummed
    try await withdraw("coin=ETH&network=ETH&address=\(address)&amount=1", from: server)
    try await bridge.step()
    #expect(try await rig.balance(wallet) == had)
    try await rig.mine(1)
    try await bridge.step()
    let left = try await books(server, "binanceSpot", "ETH")
    #expect(left < before + Quantity(2))
    let received = try await rig.balance(wallet) - had
    let gone = before + Quantity(2) - left
    let fee = try #require(
      VenueRegistry.embedded().definition(named: "binance")?.networks.first {
        $0.asset == "ETH" && $0.chain == "ethereum"
      }?.withdrawalFee)
    #expect(received.decimal(decimals: 18, rounding: .down) == (gone - fee).value)
    let open = await server.perform { $0.chainWithdrawals }
    #expect(open.isEmpty)

    // Tokens, sent from the wallet to the venue that takes them.
    let dollars = try await books(server, "binanceSpot", "USDT")
    let data =
      [0xa9, 0x05, 0x9c, 0xbb] + [UInt8](repeating: 0, count: 12) + place.bytes
      + UInt256(UInt64(250_000_000)).bigEndianBytes()
    try await rig.send(from: 1, to: token, data: data)
    try await rig.mine(3)
    try await bridge.step()
    try await bridge.step()
    #expect(try await books(server, "binanceSpot", "USDT") == dollars + Quantity(250))
    await server.stop()
  }
}
