import CEX
import FixedPoint
import Foundation
import Testing
import TradingModel

@testable import Venues

/// Live runs on private streams against the simulated venues, over real sockets.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct LiveStreamTests {
  @Test(arguments: LiveVenue.all)
  func theStreamTellsEverythingAndNothingIsAsked(_ name: String) async throws {
    try await LiveVenue.with(name) { venue in
      let desk = try venue.desk()
      try await venue.freeze()
      let port = try #require(desk.exchanges.first)
      #expect(port.isStreaming)
      let before = try await venue.privateRequests()
      for (market, side) in [("spot", "buy"), ("perp", "sell"), ("perp", "buy"), ("spot", "sell")] {
        let outcome = try await desk.execute(
          try venue.trade(market, side, "0.3", id: "\(market)-\(side)"))
        #expect(outcome.report.status == .completed, "\(market) \(side): \(outcome.report.reason)")
        try await venue.compare(desk, "after \(market) \(side)")
      }
      #expect(try await venue.privateRequests() - before == 4)
      #expect(port.streamLosses == 0)
    }
  }

  @Test(arguments: LiveVenue.all)
  func aRestingOrderIsAcceptedAndCancelled(_ name: String) async throws {
    try await LiveVenue.with(name) { venue in
      let desk = try venue.desk()
      try await venue.freeze()
      for market in ["spot", "perp"] {
        let outcome = try await desk.execute(
          try venue.trade(
            market, "buy", "0.3", id: "rest-\(market)", more: #""type":"limit","price":"1500","#))
        #expect(outcome.isResting)
      }
      #expect(await desk.openOrders.count == 2)
      try await desk.cancelAll()
      #expect(try await LiveVenue.eventually(within: 4) { await desk.openOrders.isEmpty })
      try await venue.compare(desk)
    }
  }

  @Test(arguments: LiveVenue.all)
  func aRestingOrderIsAmended(_ name: String) async throws {
    try await LiveVenue.with(name) { venue in
      let desk = try venue.desk()
      try await venue.freeze()
      for market in ["spot", "perp"] {
        let outcome = try await desk.execute(
          try venue.trade(
            market, "buy", "0.3", id: "amend-\(market)", more: #""type":"limit","price":"2000","#))
        #expect(outcome.isResting)
        let order = try #require(await desk.openOrders.last)
        let keepsPrice = name == "binance" && market == "spot"
        let price = keepsPrice ? nil : Price(Decimal18(2010))
        try await desk.amend(order.id, quantity: Quantity(Decimal18("0.2") ?? .one), price: price)
        let isAmended = try await LiveVenue.eventually(within: 8) {
          await desk.openOrders.contains {
            $0.id == order.id && $0.quantity.description == "0.2" && $0.price == (price ?? $0.price)
          }
        }
        #expect(isAmended, "\(market)")
      }
      try await desk.cancelAll()
      #expect(try await LiveVenue.eventually(within: 8) { await desk.openOrders.isEmpty })
      try await venue.compare(desk)
    }
  }

  static let faults = [
    "disconnect", "stall_frames", "drop_frames", "duplicate_frames", "reorder_frames",
  ]

  @Test(arguments: LiveVenue.all, faults)
  func aBurstThroughABrokenStreamLosesNothing(_ name: String, _ fault: String) async throws {
    try await LiveVenue.with(name) { venue in
      let desk = try venue.desk()
      try await venue.freeze()
      let port = try #require(desk.exchanges.first)
      let isOnce = fault == "disconnect"
      for market in name == "binance" ? [Market.spot, .perp] : [.perp] {
        let isStall = fault == "stall_frames"
        try await venue.streamFault(
          fault, market, count: isOnce ? 1 : isStall ? 1000 : 24,
          likelihood: isOnce ? 400_000 : isStall ? 1_000_000 : 600_000, seconds: isStall ? 8 : nil)
      }
      let began = Date()
      try await withThrowingTaskGroup(of: Outcome.self) { group in
        for number in 0..<12 {
          let market = number % 3 == 0 ? "spot" : "perp"
          let side = market == "spot" || number % 2 == 0 ? "buy" : "sell"
          let instruction = try venue.trade(
            market, side, "0.0\(5 + number % 4)", id: "burst-\(number)")
          group.addTask { try await desk.execute(instruction) }
        }
        for try await outcome in group {
          #expect(outcome.report.status == .completed, "\(outcome.report.reason)")
        }
      }
      // The records tell a second after the answer what the stream did not; on a busy machine the
      // bound is wide. In virtual time it is exact: FaultCampaignTests.
      #expect(Date().timeIntervalSince(began) < 20)
      try await venue.compare(desk)
      #expect(try await venue.counter("orders") == 12)
      if fault == "disconnect" || fault == "drop_frames" || fault == "stall_frames" {
        #expect(try await LiveVenue.eventually(within: 4) { port.streamLosses > 0 })
      }
      #expect(try await LiveVenue.eventually(within: 10) { port.isStreaming })
      let last = try await desk.execute(try venue.trade("perp", "buy", "0.1", id: "after"))
      #expect(last.report.status == .completed)
      try await venue.compare(desk, "after the stream came back")
    }
  }
}
