import Ethereum
import FixedPoint
import Foundation
import JSON
import OnChain
import Protocols
import Synchronization
import TestSupport
import Testing
import Transport

/// Blocks and logs of a real EVM by WebSocket, whole across cut connections and reorganisations.
extension OwnChainTests {
  @Suite struct ChainFeedTests {
    /// What the feed has told so far.
    private final class Told: Sendable {
      private let events = Mutex<[ChainFeed.Event]>([])

      func take(_ event: ChainFeed.Event) { events.withLock { $0.append(event) } }

      var heads: Int {
        events.withLock { $0.count { if case .head = $0 { true } else { false } } }
      }

      /// The logs that stand, told and not taken back, and how many were taken back.
      var standing: (logs: [String], removed: Int) {
        var (standing, removed): ([String], Int) = ([], 0)
        for case .log(let log) in events.withLock({ $0 }) {
          let name = "\(log.blockHash) \(log.index)"
          if log.isRemoved { standing.removeAll { $0 == name } } else { standing.append(name) }
          removed += log.isRemoved ? 1 : 0
        }
        return (standing, removed)
      }
    }

    /// The chain's own list of the contract's logs from a block on.
    private static func chain(
      _ views: RigViews, _ contract: Address, from first: String
    ) throws -> [String] {
      let filter = #"{"fromBlock":"\#(first)","toBlock":"latest","address":"\#(contract)"}"#
      return try (views.chain.ask("eth_getLogs", filter).elements ?? []).map { log in
        let index = try #require(log["logIndex"]?.text.flatMap { Int($0.dropFirst(2), radix: 16) })
        return "\(try #require(log["blockHash"]?.text)) \(index)"
      }
    }

    /// Waits at most 10 s until what stands is what the chain has; whether it does.
    private static func agrees(
      _ told: Told, _ views: RigViews, _ contract: Address, from first: String
    ) async throws -> Bool {
      for _ in 0..<100 {
        let logs = try chain(views, contract, from: first)
        if told.standing.logs.sorted() == logs.sorted() { return true }
        try await Task.sleep(for: .milliseconds(100))
      }
      return false
    }

    @Test func nothingIsLostToldTwiceOrLeftStanding() async throws {
      let views = try OwnChainTests.views()
      let weth = try views.contract("weth")
      // What happened before is further back than the feed reads when it begins.
      try views.chain.ask("rig_mine", "20,1")
      let first = try #require(try views.chain.ask("eth_blockNumber").text)
      let node = EthereumNode(client: try ChainDesk.client([views.chain.url], needsProof: false))
      let feed = ChainFeed(
        url: views.chain.url.replacingOccurrences(of: "http://", with: "ws://"), node: node,
        filter: LogFilter(address: weth, topics: []), client: try WebSocketClient())
      let told = Told()
      let reader = Task { for await event in feed.events { told.take(event) } }
      await feed.start()
      func wrap(_ count: Int) throws {
        for _ in 0..<count { try views.send(from: 1, to: weth, value: 1, try WrappedNative.wrap()) }
      }
      try wrap(3)
      #expect(try await Self.agrees(told, views, weth, from: first), "stream")

      try wrap(2)
      #expect(try await Self.agrees(told, views, weth, from: first), "subscribed")

      // The connection is cut, and more happens while it is.
      try views.chain.ask("rig_closeSockets")
      try wrap(4)
      #expect(try await Self.agrees(told, views, weth, from: first), "gap")
      let standing = told.standing
      #expect(standing.logs.count >= 9 && Set(standing.logs).count == standing.logs.count)

      // A reorganisation takes the last blocks back, also while the connection is cut.
      for isCut in [false, true] {
        if isCut { try views.chain.ask("rig_closeSockets") }
        try views.chain.ask("rig_reorg", #"{"depth":2,"extra":1}"#)
        try wrap(1)
        #expect(try await Self.agrees(told, views, weth, from: first), "reorganised, cut: \(isCut)")
      }
      #expect(told.standing.removed >= 2 && told.heads >= 4)
      await feed.stop()
      reader.cancel()
    }
  }
}
