import EthereumTools
import FixedPoint
import Foundation
import JSON
import TestSupport
import Testing

/// What holds for every verb, and what the vectors do not say.
@Suite("Requests and answers")
struct AnswerTests {
  static let verbs = EthereumTools.verbs.map(\.name)

  private func text(_ verb: String, _ request: String) -> String {
    EthereumTools.answer(verb, Array(request.utf8))
  }

  @Test func theVerbsOfTheIssue() {
    let wanted = """
      keccak hash selector topic checksum address rlp-encode rlp-decode abi-encode abi-decode \
      abi-packed calldata decode-calldata decode-log decode-revert sign-tx decode-tx recover \
      sign-hash verify hash-message sign-message hash-typed-data sign-typed-data keystore-new \
      keystore-decrypt kdf mnemonic hd-derive create-address create2-address namehash base-fee \
      intrinsic-gas tick-math swap-quote aave-math to-units from-units
      """
    // And what sizes and checks atomic groups.
    let groups = "flash-size executor-code"
    #expect(
      Set(Self.verbs) == Set("\(wanted) \(groups)".split(separator: " ").map(String.init)))
  }

  @Test(arguments: [
    ("", "malformedJSON"), ("[]", "malformedRequest"), ("\"x\"", "malformedRequest"),
    ("{", "malformedJSON"), ("{\"a\":1,\"a\":1}", "malformedJSON"), ("nul", "malformedJSON"),
    ("\u{0}", "malformedJSON"), (String(repeating: "[", count: 100_000), "malformedJSON"),
  ])
  func everyVerbRefusesWhatIsNoRequest(line: String, code: String) throws {
    for verb in Self.verbs {
      #expect(try JSONNode(parsing: text(verb, line)).errorCode == code, "\(verb)")
    }
  }

  /// No field, and each field of every example with values of the wrong kind.
  @Test func everyVerbNamesWhatIsMissing() throws {
    for verb in Self.verbs {
      let answer = try JSONNode(parsing: text(verb, "{\"id\":[1,\"x\"]}"))
      #expect(answer["id"]?.description == "[1,\"x\"]")
      if !["intrinsic-gas"].contains(verb) {
        #expect(answer.errorCode == "missingField", "\(verb)")
      }
    }
  }

  @Test func unknownVerbsAndLongLines() throws {
    #expect(try JSONNode(parsing: text("kecak", "{}")).errorCode == "unknownVerb")
    let long = [UInt8](repeating: 0x20, count: EthereumTools.maximumLength + 1)
    #expect(try JSONNode(parsing: EthereumTools.answer("keccak", long)).errorCode == "tooLarge")
  }

  @Test(arguments: [
    ("keccak", #"{"data":"0x1"}"#, "invalidField"), ("keccak", #"{"data":1}"#, "invalidField"),
    ("rlp-encode", #"{"decoded":[1]}"#, "invalidField"),
    ("abi-encode", #"{"types":["uint8"],"values":[256]}"#, "outOfRange"),
    ("abi-encode", #"{"types":["uint7"],"values":[1]}"#, "malformedType"),
    ("abi-encode", #"{"types":["uint8"],"values":[]}"#, "wrongCount"),
    ("abi-encode", #"{"types":["uint8"],"values":[1.5]}"#, "outOfRange"),
    ("decode-calldata", #"{"signature":"f(uint8)","calldata":"0x00"}"#, "truncated"),
    ("decode-calldata", #"{"signature":"f(uint8)","calldata":"0x00000000"}"#, "selectorMismatch"),
    ("checksum", #"{"address":"0xD8dA6BF26964aF9D7eEd9e03E53415D37aA96045"}"#, "wrongChecksum"),
    ("address", #"{"privateKey":"0x00"}"#, "invalidPrivateKey"),
    ("address", #"{"privateKey":"env:VENUES_NO_SUCH_NAME"}"#, "secret"),
    ("address", #"{"publicKey":"0x02"}"#, "invalidPublicKey"),
    ("sign-tx", #"{"type":5,"privateKey":"0x00"}"#, "invalidField"),
    ("sign-tx", #"{"type":2,"nonce":"0x10000000000000000"}"#, "invalidField"),
    ("sign-tx", #"{"type":4,"chainId":1}"#, "missingField"),
    ("decode-tx", #"{"raw":"0x"}"#, "empty"),
    ("decode-tx", #"{"raw":"0x05c0"}"#, "unsupportedType"),
    ("decode-tx", #"{"raw":"0xc0","fork":"homestead"}"#, "encoding"),
    ("recover", #"{"hash":"0x00","r":1,"s":1,"yParity":0}"#, "invalidField"),
    ("kdf", #"{"password":"","salt":"","kdf":"scrypt","n":2097152}"#, "excessiveParameters"),
    ("kdf", #"{"password":"","salt":"","kdf":"scrypt","n":3}"#, "unacceptableParameters"),
    ("kdf", #"{"password":"","salt":"","kdf":"argon2"}"#, "unsupported"),
    ("mnemonic", #"{"words":13}"#, "invalidField"),
    ("mnemonic", #"{"phrase":"zoo"}"#, "wrongWordCount"),
    ("mnemonic", #"{"entropy":"0x00"}"#, "invalidEntropy"),
    ("hd-derive", #"{"seed":"0x00000000000000000000000000000000","path":"m/x"}"#, "malformedPath"),
    ("namehash", #"{"ensName":"é.eth"}"#, "unsupported"),
    ("namehash", #"{"ensName":"a..b"}"#, "emptyLabel"),
    ("intrinsic-gas", #"{"accessListKeys":[99999999999]}"#, "invalidField"),
    ("intrinsic-gas", #"{"fork":"berlin"}"#, "unsupported"),
    ("tick-math", #"{"tick":887273}"#, "invalidInput"),
    ("aave-math", #"{"a":1,"b":0}"#, "divisionByZero"),
    ("aave-math", #"{"a":1,"version":"9"}"#, nil),
    ("to-units", #"{"amount":"1.5","decimals":0}"#, "invalidField"),
    ("to-units", #"{"amount":"1","unit":"furlong"}"#, "invalidField"),
    ("to-units", #"{"amount":"1","decimals":78}"#, "invalidField"),
  ])
  func codes(verb: String, request: String, code: String?) throws {
    #expect(try JSONNode(parsing: text(verb, request)).errorCode == code)
  }

  @Test func newPhrasesAndKeystoresDiffer() throws {
    let first = try ask("mnemonic", [("words", .number("12"))])["mnemonic"]?.text
    let second = try ask("mnemonic", [("words", .number("12"))])["mnemonic"]?.text
    #expect(first != second && first?.split(separator: " ").count == 12)
    let request: [(String, JSONNode)] = [
      ("password", .string("x")), ("kdf", .string("pbkdf2")), ("c", .number("1")),
    ]
    let made = try ask("keystore-new", request)
    let other = try ask("keystore-new", request)
    #expect(made["address"] != other["address"])
    let back = try ask(
      "keystore-decrypt", [("json", made["json"] ?? .null), ("password", .string("x"))])
    #expect(back["address"] == made["address"])
  }

  @Test func argumentsBecomeRequests() throws {
    let verb = try #require(EthereumTools.verb("calldata"))
    let line = try EthereumArguments.request(verb, ["f(uint8,uint8[])", "1", "[2,3]"])
    #expect(
      String(decoding: line, as: UTF8.self)
        == #"{"signature":"f(uint8,uint8[])","values":["1",[2,3]]}"#)
    #expect(throws: EthereumArguments.Refusal.self) {
      try EthereumArguments.request(#require(EthereumTools.verb("keccak")), ["0x", "0x"])
    }
    let sign = try #require(EthereumTools.verb("sign-hash"))
    #expect(throws: EthereumArguments.Refusal.self) {
      try EthereumArguments.request(sign, ["0x00"], fields: [("privateKey", "0x01")])
    }
    #expect(throws: Never.self) {
      try EthereumArguments.request(sign, ["0x00"], fields: [("privateKey", "env:X")])
    }
    for verb in EthereumTools.verbs { #expect(EthereumArguments.usage(verb).hasPrefix(verb.name)) }
  }
}
