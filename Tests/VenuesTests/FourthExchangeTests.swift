import Foundation
import Testing
import Venues

/// A fourth exchange is one YAML file: no code, no configuration and no data of its own.
@Suite struct FourthExchangeTests {
  private static let yaml = """
    schema: "venues.venue/1"
    id: "example_x"
    kind: "exchange"
    name: "Example"
    aliases: ["examplex"]
    revision: "1"
    historyFrom: "bybit"
    assets:
      - { symbol: "ETH", decimals: "18" }
      - { symbol: "USDT", decimals: "6" }
    instruments:
      - { symbol: "ETH/USDT", market: "spot", venueSymbol: "ETH_USDT", base: "ETH", quote: "USDT",
          settle: "USDT", tick: "0.01", step: "0.5", minimumQuantity: "0.5",
          maximumQuantity: "500", minimumNotional: "5", contractSize: "1", maximumLeverage: "1" }
      - { symbol: "ETH/USDT:USDT", market: "perp", venueSymbol: "ETH_PERP", base: "ETH",
          quote: "USDT", settle: "USDT", tick: "0.05", step: "0.25", minimumQuantity: "0.25",
          minimumNotional: "10", contractSize: "0.01", maximumLeverage: "20" }
    fees:
      - market: "spot"
        buyFeeCoin: "base"
        sellFeeCoin: "quote"
        tiers: [{ name: "Basic", maker: "0.0001", taker: "0.004" }]
      - market: "perp"
        buyFeeCoin: "settle"
        sellFeeCoin: "settle"
        tiers: [{ name: "Basic", maker: "0.0001", taker: "0.003" }]
    margin:
      - symbol: "ETH/USDT:USDT"
        tiers:
          - { floor: "0", cap: "100000", initial: "0.05", maintenance: "0.025", amount: "0" }
          - { floor: "100000", initial: "0.1", maintenance: "0.05", amount: "2500" }
    funding:
      - { symbol: "ETH/USDT:USDT", intervalHours: "8", cap: "0.01", floor: "-0.01" }
    orders:
      - { market: "spot", types: ["market", "limit"], timeInForce: ["GTC", "IOC"], postOnly: true,
          reduceOnly: false, clientOrderIDLength: "32" }
      - { market: "perp", types: ["market", "limit"], timeInForce: ["GTC", "IOC"],
          postOnly: false, reduceOnly: true, clientOrderIDLength: "32" }
    networks:
      - { asset: "USDT", network: "ERC20", venueNetwork: "eth-main", chain: "ethereum",
          withdrawalFee: "3", withdrawalMinimum: "10", withdrawalDelaySeconds: "60",
          depositConfirmations: "12", depositMinimum: "1" }
    positionKeys:
      - "example_x:BaseToken:ETH"
      - "example_x:BaseToken:USDT"
      - "example_x:Perp:ETH_PERP"
    """

  private static let plan = """
    {"schema":"venues.instruction/1","id":"fourth","action":"plan","name":"x","mode":"sequence",
    "legs":[
    {"key":"fund","do":{"action":"transfer","asset":"USDT","amount":"60000",
     "from":{"chain":"ethereum","address":"book:desk-hot"},"to":{"venue":"example_x"},
     "network":"ERC20"},"undo":"hold"},
    {"key":"long","do":{"action":"trade","venue":"example_x","market":"spot","pair":"ETH/USDT",
     "side":"buy","type":"market","quantity":"3.7"},"undo":"hold"},
    {"key":"short","do":{"action":"trade","venue":"example_x","market":"perp",
     "pair":"ETH/USDT:USDT","side":"sell","type":"market","quantity":"$long.net"},"undo":"hold"}]}
    """

  private func folder(_ yaml: String) throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("venues-fourth-\(ProcessInfo.processInfo.globallyUniqueString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(yaml.utf8).write(to: folder.appendingPathComponent("example_x.yaml"))
    return folder
  }

  @Test func itTradesSpotAndPerpByItsOwnRules() async throws {
    let folder = try folder(Self.yaml)
    defer { try? FileManager.default.removeItem(at: folder) }
    let desk = try Desks.make(venuesDirectory: folder.path)
    let outcome = try await desk.execute(try Desks.instruction(Self.plan))
    #expect(outcome.report.status == .completed, "\(outcome.report.reason)")
    let legs = outcome.report.legs
    // Its spot step is 0.5 and its perpetual step 0.25, both floored.
    #expect(legs[1].filled.description == "3.5" && legs[1].net.description == "3.486")
    #expect(legs[2].filled.description == "3.25")
    // 0.4 % of 3.5 ETH is taken in ETH, 0.3 % of the short's notional in USDT.
    #expect(legs[1].fees.map(\.amount.description) == ["0.014"])
    let notional = try #require(legs[2].averagePrice?.timesIfFits(legs[2].filled, rounding: .down))
    let fee = notional.timesIfFits(Rate(Decimal18("0.003") ?? .zero), rounding: .up)
    #expect(legs[2].fees.map(\.amount.value) == [fee?.value])
    #expect(outcome.after.pnl.residual.isZero)
    // Prices and funding are the stand-in's.
    let eth = try #require(
      desk.catalog.instruments.first {
        desk.catalog[$0.venue].name == "bybit" && $0.symbol == "ETH/USDT:USDT"
      })
    #expect(legs[2].averagePrice == (await desk.price(of: eth.id, side: .sell)))
    let before = outcome.after.pnl[.funding]
    try await desk.advance(to: await desk.now.advanced(by: .hours(24)))
    #expect(await desk.positions.pnl[.funding] != before)
    #expect(await desk.positions.pnl.residual.isZero)
  }

  @Test func withoutAStandInItHasNoPrice() async throws {
    let folder = try folder(
      Self.yaml.replacingOccurrences(of: "historyFrom: \"bybit\"\n", with: ""))
    defer { try? FileManager.default.removeItem(at: folder) }
    let desk = try Desks.make(venuesDirectory: folder.path)
    let outcome = try await desk.execute(
      .market(.buy, Quantity(1), of: "ETH/USDT", at: "example_x", id: "x"))
    #expect(outcome.failure?.kind == .denied || outcome.failure?.kind == .rejected)
    #expect(outcome.after.positions == outcome.before.positions)
  }

  @Test func aStandInMustBeAnExchange() throws {
    let folder = try folder(
      Self.yaml.replacingOccurrences(of: "historyFrom: \"bybit\"", with: "historyFrom: \"bybitt\""))
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect {
      _ = try Desks.make(venuesDirectory: folder.path)
    } throws: {
      guard let error = $0 as? VenuesError else { return false }
      return error.kind == .configuration && error.message.contains("bybitt")
        && error.message.contains("bybit")
    }
  }
}
