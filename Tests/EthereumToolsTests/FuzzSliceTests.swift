import Ethereum
import EthereumTools
import JSON
import TestSupport
import Testing

/// A seeded slice of what `scripts/fuzz` does without end: valid inputs, damaged.
@Suite("Damaged bytes")
struct FuzzSliceTests {
  private static let word = String(repeating: "00", count: 31)

  private static func seeds(_ name: String) -> [[UInt8]] {
    switch name {
    case "rlp":
      return ["0xc88363617483646f67", "0xb838" + String(repeating: "61", count: 56)].map(hex)
    case "abi":
      return [
        Array("uint256[]".utf8) + [0]
          + hex("0x" + word + "20" + word + "02" + word + "01" + word + "02"),
        Array("(string,bytes4)".utf8) + [0]
          + hex("0x" + word + "20" + word + "40" + word + "00" + word + "01" + "61" + word),
        Array("f(uint8[2][],address indexed a) returns (bool)".utf8),
      ]
    case "transaction":
      return [
        "0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83",
        "0x02f84a0109010282520894" + String(repeating: "35", count: 20) + "0180d7d694"
          + String(repeating: "36", count: 20) + "c001a0" + String(repeating: "37", count: 32),
      ].map(hex)
    default:
      let text = EthereumTools.answer(
        "keystore-new",
        Array(
          #"{"privateKey":"0x\#(word)01","password":"x","kdf":"scrypt","n":2,"r":1,"p":1}"#.utf8))
      return [Array(((try? JSONNode(parsing: text))?["json"] ?? .null).description.utf8)]
    }
  }

  private static func hex(_ text: String) -> [UInt8] { Hex.decode(text) ?? [] }

  private static func damage(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.below(4) {
      let place = random.below(bytes.count)
      switch random.below(5) {
      case 0 where !bytes.isEmpty: bytes[place] = UInt8(random.below(256))
      case 1 where !bytes.isEmpty: bytes[place] ^= 1 << UInt8(random.below(8))
      case 2 where !bytes.isEmpty: bytes.remove(at: place)
      case 3: bytes.insert([0, 0xff, 0x80, 0xbf, 0xf8, 0x39][random.below(6)], at: place)
      default: bytes = Array(bytes.prefix(random.below(bytes.count + 1))) + bytes.suffix(place)
      }
    }
    return bytes
  }

  @Test(arguments: FuzzTargets.names)
  func nothingTrapsAndAllIsCanonical(name: String) {
    var random = SeededGenerator(seed: 7)
    for seed in Self.seeds(name) {
      #expect(!seed.isEmpty)
      for _ in 0..<1_500 {
        let bytes = Self.damage(seed, &random)
        #expect(FuzzTargets.run(name, bytes), "\(name) \(Hex.encode(bytes))")
      }
    }
  }

  /// Every verb over damaged examples of every verb: always one line of JSON.
  @Test func everyVerbAnswersDamagedRequests() throws {
    let fields = [
      #""data":"0x00""#, #""types":["uint256[]","(bool,bytes)[3]"]"#, #""values":[["1"],[]]"#,
      #""type":"uint8[2][3]""#, #""signature":"f(uint256 a,(bytes,string)[] b)""#,
      #""raw":"0x02f86c0109""#, #""hash":"0x\#(Self.word)01""#, #""r":1"#, #""s":"0x2""#,
      #""v":27"#,
      #""nonce":0"#, #""sender":"0x0000000000000000000000000000000000000000""#, #""tick":-5"#,
      #""encoded":"0xc88363617483646f67""#, #""amount":"1.5""#, #""unit":18"#, #""wei":"-7""#,
      #""privateKey":"0x\#(Self.word)05""#, #""password":"x""#, #""kdf":"pbkdf2""#, #""c":1"#,
      #""salt":"0x00""#, #""phrase":"zoo zoo""#, #""a":"5""#, #""b":"7""#, #""p":3"#,
      #""reserveIn":5"#, #""reserveOut":6"#, #""amountIn":"9""#, #""topics":[]"#,
      #""event":"E(uint8)""#,
      #""typedData":{"types":{"A":[{"name":"x","type":"A[]"}]},"primaryType":"A","domain":{},"message":{"x":[]}}"#,
      #""rate":"1""#, #""seconds":"18446744073709551615""#, #""index":0"#, #""path":"m/0'""#,
      #""parentBaseFee":"1""#, #""parentGasUsed":0"#, #""parentGasLimit":0"#, #""excessBlobGas":1"#,
    ]
    var random = SeededGenerator(seed: 11)
    for verb in EthereumTools.verbs {
      for _ in 0..<60 {
        let chosen = (0..<(4 + random.below(12))).map { _ in fields[random.below(fields.count)] }
        let line = Array(("{" + Set(chosen).sorted().joined(separator: ",") + "}").utf8)
        let request = random.below(3) == 0 ? Self.damage(line, &random) : line
        let answer = EthereumTools.answer(verb.name, request)
        #expect(!answer.contains("\n"))
        #expect(throws: Never.self) { try JSONNode(parsing: answer) }
      }
    }
  }
}
