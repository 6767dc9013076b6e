import Testing
import TradingModel

@testable import Orders

@Suite struct ClientOrderIDTests {
  @Test func idsAreOursAndCarryTheirSequence() {
    let scheme = ClientOrderIDScheme(instance: 0xabcde, key: Array("secret".utf8))
    let other = ClientOrderIDScheme(instance: 0xabcde, key: Array("Secret".utf8))
    var seen: Set<String> = []
    for sequence in [1, 2, 35, 36, 1_000_000, 101_559_956_668_415] as [UInt64] {
      for leg in [0, 1, 1295] {
        let text = scheme.make(sequence: sequence, leg: leg, attempt: 1, scope: "okx|main").text
        #expect(text.utf8.count == 32)
        #expect(text.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) })
        #expect(scheme.isOurs(text, scope: "okx|main"))
        #expect(!scheme.isOurs(text, scope: "okx|other"))
        #expect(!other.isOurs(text, scope: "okx|main"))
        #expect(scheme.sequence(of: text) == sequence)
        #expect(seen.insert(text).inserted)
      }
    }
  }

  @Test func everyChangedCharacterIsDetected() {
    let scheme = ClientOrderIDScheme(instance: 1, key: [1, 2, 3])
    let bytes = Array(scheme.make(sequence: 99, leg: 0, attempt: 0, scope: "s").text.utf8)
    for index in bytes.indices {
      var changed = bytes
      changed[index] = changed[index] == 97 ? 98 : 97
      #expect(!scheme.isOurs(String(decoding: changed, as: UTF8.self), scope: "s"))
    }
    #expect(scheme.sequence(of: "web_1234") == nil)
  }

  @Test func anIDMadeWhenReadIsTheSame() {
    let scheme = ClientOrderIDScheme(instance: 1, key: [1, 2, 3])
    let maker = ScopedClientOrderIDs(scheme, scope: "okx")
    let late = ClientOrderID(madeBy: maker, sequence: 77, leg: 2, attempt: 1)
    #expect(late == scheme.make(sequence: 77, leg: 2, attempt: 1, scope: "okx"))
    #expect(scheme.isOurs(late.text, scope: "okx"))
  }
}
