import Testing
import TradingModel

@testable import Journal

struct InputTextTests {
  @Test func everyInputComesBackAsItWas() throws {
    for input in Samples.inputs {
      let text = try InputText.encode(input)
      #expect(try InputText.encode(input) == text)
      #expect(try InputText.decode(text) == input)
      #expect(!text.utf8.contains(0))
    }
  }

  @Test func frequentInputsAreCompact() throws {
    let text = try InputText.encode(.market(Samples.market[0]))
    #expect(text.hasPrefix("2q 4294967295 0.000000000000000001 "))
    let short = VenueEvent.orderAccepted(OrderID(1), venueOrderID: "a b")
    #expect(try InputText.encode(.venue(short)) == "2A 1 a b")
  }

  @Test func textsItWouldNotHaveWrittenAreRefused() throws {
    var texts = [
      "", "2", "2z", "2z 1", "2q", "2q 1", "2q 1 2 3 4", "3q 1 2 3 4 5", "2A 1", "2t 9 1",
    ]
    for input in Samples.inputs.prefix(28) {
      let text = try InputText.encode(input)
      guard text.hasPrefix("2"), !text.hasPrefix("2A") else { continue }
      texts += [
        text + " ", text + " 1", String(text.dropFirst(1)), text.replacing(" ", with: "  "),
      ]
      texts.append(text.split(separator: " ").dropLast().joined(separator: " "))
    }
    for text in texts {
      #expect(throws: JournalError.self, "\(text)") { try InputText.decode(text) }
    }
  }

  @Test func requestsAreToldFromWhatTheWorldSays() throws {
    for input in Samples.inputs {
      let isRequest =
        switch input {
        case .market, .venue, .timer: false
        default: true
        }
      #expect(InputText.isRequest(try InputText.encode(input)) == isRequest)
    }
  }
}
