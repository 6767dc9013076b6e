import Ethereum
import FixedPoint
import JSON
import TestSupport
import Testing

@Suite("Contract addresses, names and units")
struct NameTests {
  @Test(.enabled(if: Vectors.arePresent), arguments: ["create", "create2"])
  func contractAddresses(topic: String) throws {
    for node in try Vectors.cases(topic) {
      let sender = try Address(parsing: node.string("sender"))
      for entry in try node.member("creates").elements ?? [] {
        let expected = try entry.string("address")
        guard let salt = entry["salt"]?.text.flatMap({ Hash32($0) }) else {
          let nonce = try TransactionFields(node: entry).word("nonce")
          #expect(ContractAddress.create(sender: sender, nonce: nonce).checksummed == expected)
          continue
        }
        let code = try entry.hex("initCode")
        let address = ContractAddress.create2(sender: sender, salt: salt, initCode: code)
        #expect(address.checksummed == expected)
        #expect(try Keccak256.hash(code).description == entry.string("initCodeHash"))
      }
    }
  }

  @Test(.enabled(if: Vectors.arePresent))
  func nameHashes() throws {
    for node in try Vectors.cases("namehash") {
      let name = try node.string("ensName")
      guard name.utf8.allSatisfy({ $0 < 0x80 }) else {
        #expect(throws: NameError.unsupported) { try NameHash.hash(name) }
        continue
      }
      if node["error"] != nil {
        #expect(throws: NameError.self) { try NameHash.hash(name) }
      } else {
        #expect(try NameHash.hash(name).description == node.string("namehash"))
      }
    }
  }

  @Test(arguments: [
    (".", NameError.emptyLabel), ("a..b", .emptyLabel), ("a.", .emptyLabel),
    ("a_b", .underscoreInside), ("ab--cd", .labelExtension), ("xn--a", .labelExtension),
    ("'a", .misplacedApostrophe), ("a''b", .misplacedApostrophe), ("a'", .misplacedApostrophe),
    ("a b", .disallowedCharacter(" ")), ("é", .unsupported),
  ])
  func refusesNames(name: String, error: NameError) {
    #expect(throws: error) { try NameHash.hash(name) }
  }

  @Test func normalForms() throws {
    #expect(try NameHash.hash("") == .zero)
    #expect(try NameHash.normalize("__Ab-C.ETH") == "__ab-c.eth")
    #expect(try NameHash.normalize("it's") == "it\u{2019}s")
  }

  @Test(.enabled(if: Vectors.arePresent))
  func units() throws {
    for node in try Vectors.cases("units") {
      let wei = try #require(Int256(node.string("wei")))
      let named = EtherUnit.allCases.map { ($0.rawValue, $0.decimals) } + [("satoshi", 8)]
      for (name, decimals) in named where name != "wei" {
        guard let text = node[name]?.text else { continue }
        #expect(UnitConversion.parse(text, decimals: decimals) == wei)
        let formatted = UnitConversion.format(wei, decimals: decimals)
        #expect(try formatted == node.string(name + "_format"))
      }
    }
  }

  @Test(arguments: ["", ".", "1.", ".5", "1.2.3", "+1", "1e3", "0x1", "1,000", "1.0000001", "--1"])
  func refusesAmounts(text: String) {
    #expect(UnitConversion.parse(text, decimals: 6) == nil)
  }

  @Test func amounts() {
    #expect(UnitConversion.parse("1.5", decimals: 6) == 1_500_000)
    #expect(UnitConversion.parse("1.50000000", decimals: 6) == 1_500_000)
    #expect(UnitConversion.parse("7", .wei) == 7)
    #expect(UnitConversion.format(7, .wei) == "7")
    #expect(UnitConversion.format(1, .ether) == "0.000000000000000001")
    #expect(UnitConversion.parse("1", decimals: 78) == nil)
    let huge = String(repeating: "9", count: 78)
    #expect(UnitConversion.parse(huge, decimals: 0) == nil)
  }
}
