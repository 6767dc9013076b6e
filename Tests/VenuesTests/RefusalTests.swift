import Testing
import TradingModel
import Venues

@Suite struct RefusalTests {
  private func trade(_ fields: String) -> String {
    "{\"schema\":\"venues.instruction/1\",\"id\":\"x\",\"action\":\"trade\",\(fields)}"
  }

  private func status(_ json: String) async throws -> (InstructionStatus, String) {
    let desk = try Desks.make()
    let outcome = try await desk.execute(try Desks.instruction(json))
    #expect(outcome.after.positions == outcome.before.positions)
    return (outcome.report.status, outcome.report.reason + outcome.report.legs[0].reason)
  }

  @Test func anUnknownVenueIsNamedWithTheKnownOnes() async throws {
    let desk = try Desks.make()
    let instruction = try Desks.instruction(
      trade(
        """
        "venue":"binanse","market":"spot","pair":"ETH/USDT","side":"buy","type":"market",
        "quantity":"1"
        """))
    await #expect {
      _ = try await desk.execute(instruction)
    } throws: { error in
      guard let error = error as? VenuesError else { return false }
      return error.code == "unknownVenue" && error.message.contains("binanse")
        && error.hint.contains("'binance'")
    }
  }

  @Test func aQuantityAThousandTimesTooLargeIsRefused() async throws {
    let (status, reason) = try await status(
      trade(
        """
        "venue":"binance","market":"perp","pair":"ETH/USDT:USDT","side":"buy","type":"market",
        "quantity":"10000"
        """))
    #expect(status == .denied && reason.contains("maximumEquityMultiple"))
  }

  @Test func aMisspeltFieldIsRefusedByTheDecoder() {
    #expect(throws: (any Error).self) {
      try Desks.instruction(
        trade(
          """
          "venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"market",
          "quantiti":"1"
          """))
    }
  }

  @Test func liveIsNotArmedAndPaperNeedsQuotes() throws {
    let factory = try ExecutionInterfaceFactory(configuration: .embedded())
    #expect {
      _ = try factory.makeDesk(mode: .live)
    } throws: { ($0 as? VenuesError)?.kind == .notArmed }
    #expect {
      _ = try factory.makeDesk(mode: .paper)
    } throws: { ($0 as? VenuesError)?.kind == .staleData }
  }

  @Test func aConfigurationKeyMisspeltNamesTheNearest() {
    #expect {
      _ = try RunConfiguration(yaml: "schema: venues.config/1\nsede: \"1\"\n", file: "f")
    } throws: { ($0 as? ConfigurationError)?.message.contains("'seed'") == true }
  }
}
