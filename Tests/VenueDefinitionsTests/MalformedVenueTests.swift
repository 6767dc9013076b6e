import Testing
import VenueDefinitions

/// One mistake in a venue file and what must be said about it.
struct Mistake: CustomTestStringConvertible, Sendable {
  let piece: String
  let replacement: String
  let path: String
  let message: String
  var testDescription: String { "\(path): \(message)" }

  init(_ piece: String, _ replacement: String, at path: String, _ message: String) {
    self.piece = piece
    self.replacement = replacement
    self.path = path
    self.message = message
  }
}

@Suite("A wrong venue file is refused at the place of the mistake")
struct MalformedVenueTests {
  static let header: [Mistake] = [
    Mistake("venues.venue/1", "venues.venue/2", at: "schema", "allowed: venues.venue/1"),
    Mistake("kind: \"exchange\"", "kind: \"market\"", at: "kind", "exchange, lending"),
    Mistake("id: \"example_x\"", "id: \"Example X\"", at: "id", "a-z, 0-9 and _"),
    Mistake("id: \"example_x\"", "", at: "", "the key \"id\" is missing"),
    Mistake("[\"examplex\"]", "[\"example_x\"]", at: "aliases", "given twice"),
    Mistake("[\"examplex\"]", "[\"a\", \"a\"]", at: "aliases[1]", "given twice"),
    Mistake("aliases: [\"examplex\"]", "aliases: \"examplex\"", at: "aliases", "expected a list"),
    Mistake("revision: \"1\"", "revision: 1", at: "revision", "1 without quotes"),
    Mistake("revision: \"1\"", "revison: \"1\"", at: "revison", "did you mean \"revision\""),
    Mistake("revision: \"1\"", "revision: \"1\"\nrevision: \"2\"", at: "", "duplicate"),
    Mistake("revision: \"1\"", "revision: [", at: "", "not readable as YAML"),
    Mistake("name: \"Example\"", "name:", at: "name", "found nothing"),
    Mistake(
      "revision: \"1\"", "revision: \"1\"\nchainName: \"ethereum\"", at: "chainName", "unknown key"),
    Mistake("revision: \"1\"", "revision: \"1\"\nreserves: []", at: "reserves", "kind exchange"),
  ]

  static let instruments: [Mistake] = [
    Mistake("tick: \"0.01\"", "tick: \"0\"", at: "instruments[0].tick", "a number above 0"),
    Mistake("tick: \"0.01\"", "tick: \"-0.01\"", at: "instruments[0].tick", "a number above 0"),
    Mistake("tick: \"0.01\"", "tick: 0.01", at: "instruments[0].tick", "0.01 without quotes"),
    Mistake("tick: \"0.01\"", "tick: \"NaN\"", at: "instruments[0].tick", "expected a decimal"),
    Mistake("tick: \"0.01\"", "tick: .nan", at: "instruments[0].tick", "without quotes"),
    Mistake(
      "tick: \"0.01\"", "tick: \"Infinity\"", at: "instruments[0].tick", "expected a decimal"),
    Mistake(
      "tick: \"0.01\"", "tick: \"0.0000000000000000001\"", at: "instruments[0].tick", "18 decimals"),
    Mistake("tick: \"0.01\"", "tick: [\"0.01\"]", at: "instruments[0].tick", "found a list"),
    Mistake("tick: \"0.01\"", "tik: \"0.01\"", at: "instruments[0].tik", "did you mean \"tick\""),
    Mistake("    tick: \"0.01\"\n", "", at: "instruments[0]", "the key \"tick\" is missing"),
    Mistake("step: \"0.001\"", "step: \"0\"", at: "instruments[0].step", "a number above 0"),
    Mistake(
      "minimumQuantity: \"0.002\"", "minimumQuantity: \"0.0025\"",
      at: "instruments[0].minimumQuantity", "a multiple of step 0.001"),
    Mistake(
      "maximumQuantity: \"500\"", "maximumQuantity: \"0.001\"",
      at: "instruments[0].maximumQuantity", "at least minimumQuantity"),
    Mistake(
      "minimumNotional: \"5\"", "minimumNotional: \"-5\"", at: "instruments[0].minimumNotional",
      "0 or more"),
    Mistake("market: \"spot\"", "market: \"swap\"", at: "instruments[0].market", "spot, perp"),
    Mistake("\"ETH/USDT\"", "\"ETHUSDT\"", at: "instruments[0].symbol", "allowed: ETH/USDT"),
    Mistake(
      "maximumLeverage: \"1\"", "maximumLeverage: \"5\"", at: "instruments[0].maximumLeverage",
      "1 for spot"),
    Mistake(
      "maximumLeverage: \"20\"", "maximumLeverage: \"0.5\"", at: "instruments[1].maximumLeverage",
      "1 or more"),
    Mistake("decimals: \"18\"", "decimals: \"19\"", at: "assets[0].decimals", "from 0 to 18"),
    Mistake("decimals: \"18\"", "decimals: \"1.5\"", at: "assets[0].decimals", "a whole number"),
    Mistake("\"USDT\", decimals", "\"ETH\", decimals", at: "assets[1]", "given twice"),
  ]

  static let tables: [Mistake] = [
    Mistake("{ floor: \"1000\"", "{ floor: \"900\"", at: "margin[0].tiers[1].floor", "1000, where"),
    Mistake(
      "{ floor: \"1000\"", "{ floor: \"1100\"", at: "margin[0].tiers[1].floor", "1000, where"),
    Mistake("{ floor: \"0\"", "{ floor: \"1\"", at: "margin[0].tiers[0].floor", "0, where"),
    Mistake(
      "floor: \"0\", cap: \"1000\"", "floor: \"0\"", at: "margin[0].tiers[1]", "without a cap"),
    Mistake("cap: \"1000\"", "cap: \"0\"", at: "margin[0].tiers[0].cap", "a number above 0"),
    Mistake("initial: \"0.05\"", "initial: \"0.02\"", at: "margin[0].tiers[0].initial", "at least"),
    Mistake(
      "maintenance: \"0.05\"", "maintenance: \"0.01\"", at: "margin[0].tiers[1].maintenance",
      "of the tier before"),
    Mistake("initial: \"0.1\"", "initial: \"1.1\"", at: "margin[0].tiers[1].initial", "up to 1"),
    Mistake("amount: \"25\"", "amount: \"-25\"", at: "margin[0].tiers[1].amount", "0 or more"),
    Mistake(
      "intervalHours: \"4\"", "intervalHours: \"5\"", at: "funding[0].intervalHours", "divisor"),
    Mistake("cap: \"0.01\"", "cap: \"-0.02\"", at: "funding[0].floor", "below cap"),
    Mistake(
      "{ symbol: \"ETH/USDT:USDT\"", "{ symbol: \"ETH/USDC:USDC\"", at: "funding[0].symbol",
      "did you mean"),
    Mistake("maker: \"-0.0001\"", "maker: \"-0.001\"", at: "fees[0].tiers[0]", "no larger than"),
    Mistake("name: \"Pro\"", "name: \"Basic\"", at: "fees[1].tiers[1]", "given twice"),
    Mistake(
      "[{ name: \"Basic\", maker: \"-0.0001\", taker: \"0.0007\" }]", "[]", at: "fees[0].tiers",
      "at least one"),
    Mistake("\"base\"\n", "\"basis\"\n", at: "fees[0].buyFeeCoin", "base, quote, settle"),
    Mistake(
      "- market: \"perp\"\n    buy", "- market: \"spot\"\n    buy", at: "fees[1]", "given twice"),
    Mistake(
      "[\"market\", \"limit\"]", "[\"market\", \"limits\"]", at: "orders[0].types[1]",
      "allowed: market"),
    Mistake("postOnly: true", "postOnly: yes", at: "orders[0].postOnly", "true or false"),
    Mistake(
      "withdrawalFee: \"0.001\"", "withdrawalFee: \"-1\"", at: "networks[0].withdrawalFee",
      "0 or more"),
    Mistake(
      "depositConfirmations: \"12\"", "confirmations: \"12\"", at: "networks[0].confirmations",
      "unknown key"),
    Mistake(
      "x:Perp:ETH_PERP", "x:Perp:ETHPERP", at: "positionKeys[1]", "did you mean \"ETH_PERP\""),
    Mistake("x:BaseToken:ETH", "x:Base:ETH", at: "positionKeys[0]", "BaseToken"),
    Mistake(
      "\"example_x:BaseToken", "\"binance:BaseToken", at: "positionKeys[0]", "example_x:Type"),
  ]

  @Test("header", arguments: header) func refusesHeader(mistake: Mistake) throws {
    try expectRefusal(mistake)
  }

  @Test("instruments", arguments: instruments) func refusesInstruments(mistake: Mistake) throws {
    try expectRefusal(mistake)
  }

  @Test("tables", arguments: tables) func refusesTables(mistake: Mistake) throws {
    try expectRefusal(mistake)
  }

  @Test("missing tables of an instrument", arguments: ["margin", "funding"])
  func refusesMissingTable(section: String) throws {
    let lines = ExampleVenue.yaml.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0 == "\(section):" })
    let end = try #require(lines[(start + 1)...].firstIndex { !$0.hasPrefix(" ") })
    let text = (lines[..<start] + lines[end...]).joined(separator: "\n")
    let error = #expect(throws: VenueDefinitionError.self) {
      try VenueDefinition(yaml: text, file: "x.yaml")
    }
    #expect(error?.reason == .missingKey("\(section) of ETH/USDT:USDT"))
  }

  @Test(
    "text that is no venue file", arguments: ["", "[]", "\"x\"", "a: b: c", "\u{0}", "- 1\n- 2"])
  func refusesOtherText(text: String) {
    #expect(throws: VenueDefinitionError.self) {
      try VenueDefinition(yaml: text, file: "x.yaml")
    }
  }

  private func expectRefusal(_ mistake: Mistake) throws {
    let text = try #require(ExampleVenue.replacing(mistake.piece, with: mistake.replacement))
    let error = #expect(throws: VenueDefinitionError.self) {
      try VenueDefinition(yaml: text, file: "x.yaml")
    }
    #expect(error?.file == "x.yaml")
    #expect(error?.path == mistake.path)
    let description = error?.description ?? ""
    #expect(description.contains(mistake.message), "\(description)")
    #expect(description.hasPrefix("x.yaml"))
  }
}
