import Foundation
import Testing
import Venues

/// What a journal is bound to, and where it lies.
@Suite struct RunHeaderTests {
  @Test func aConfigurationsCanonicalTextReadsBackTheSame() throws {
    var configuration = try RunConfiguration.embedded()
    configuration.policy = "allow \"all\"\n# a second line: with a colon \\ and é\n"
    configuration.maximumOrderNotional = Money("12345.678")
    configuration.journal = "/somewhere"
    let text = configuration.canonicalText
    let read = try RunConfiguration(yaml: text, file: "text")
    #expect(read.canonicalText == text)
    #expect(read.policy == configuration.policy && read.journal == nil)
    #expect(read.openingBalances.map(\.key) == configuration.openingBalances.map(\.key))
  }

  @Test func flagWinsOverEnvironmentAndEnvironmentOverFile() throws {
    let folder = try TemporaryFolder()
    let config = folder.path("config.yaml")
    let embedded = Desks.root.appendingPathComponent("config/backtest.yaml")
    let text = try String(contentsOf: embedded, encoding: .utf8)
    try (text + "journal: \"\(folder.path("file"))\"\n").write(
      toFile: config, atomically: true, encoding: .utf8)
    let base = ["exec", "docs/examples/spot-buy.json", "--config", config]
    let environment = ["VENUES_JOURNAL": folder.path("environment")]
    #expect(try VenuesBinary.run(base).code == 0)
    #expect(try VenuesBinary.run(base, environment: environment).code == 0)
    let flag = base + ["--journal", folder.path("flag")]
    #expect(try VenuesBinary.run(flag, environment: environment).code == 0)
    for name in ["file", "environment", "flag"] {
      #expect(try VenuesBinary.run(["replay", folder.path(name)]).code == 0, "\(name)")
    }
  }

  @Test func liveIsRefusedInTheGatesWords() throws {
    let factory = try ExecutionInterfaceFactory(configuration: .embedded())
    for endpoints in [[], ["https://api.example.com"], ["http://127.0.0.1:9000"]] {
      let consent = LiveConsent(
        endpoints: endpoints, requestedMode: .live, environmentValue: "true", phrase: "trade live")
      #expect {
        _ = try factory.makeDesk(mode: .live, live: consent)
      } throws: { error in
        guard let error = error as? VenuesError, error.kind == .notArmed else { return false }
        return error.code.hasPrefix("arming.") && error.hint.contains("reconciled")
      }
    }
  }
}
