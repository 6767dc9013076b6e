import TestSupport
import Testing

@testable import InstructionLanguage

@Suite struct RefusalTests {
  private func refusal(_ bytes: [UInt8]) -> InstructionError? {
    do {
      _ = try InstructionDecoder.decode(bytes, file: "test", defaultID: nil)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: malformedInputs)
  func refused(_ input: Malformed) {
    let error = refusal(Array(input.text.utf8))
    #expect(error?.code == input.code, "\(input.text)")
    #expect(error?.path == input.path, "\(input.text)")
  }

  @Test func boundsOfTheReader() {
    #expect(refusal([0x7B, 0xFF])?.code == "invalid_utf8")
    #expect(refusal([UInt8](repeating: 0x20, count: (1 << 20) + 1))?.code == "too_large")
    #expect(refusal([UInt8](repeating: 0x5B, count: 65))?.code == "too_deep")
    #expect(refusal([UInt8](repeating: 0x5B, count: 64))?.code == "malformed_json")
    #expect(refusal(Array("{\n  \"é\": x}".utf8))?.message.hasPrefix("2:8:") == true)
  }

  @Test func undoOfNestedPlansDoesNotMultiplyWork() {
    let trade =
      #"{"action":"trade","venue":"okx","market":"spot","pair":"A/B","side":"buy","type":"market","quantity":"1"}"#
    var text = trade
    for _ in 0..<20 {
      text = #"{"action":"plan","legs":[{"key":"a","do":\#(text),"undo":{}}]}"#
    }
    let whole = #"{"schema":"venues.instruction/1","id":"a","# + text.dropFirst()
    #expect(refusal(Array(whole.utf8))?.code == "missing_field")
  }

  @Test func hintsNameTheNearestSpelling() {
    let text = #"{"schema":"venues.instruction/1","action":"trade","venu":"x"}"#
    #expect(refusal(Array(text.utf8))?.hint == "Did you mean venue?")
  }

  @Test(arguments: 0..<40)
  func mutationsNeverTrap(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let names = Examples.names
    for _ in 0..<100 {
      var bytes = Examples.bytes("examples/\(names[seed % names.count])")
      for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: index)
        case 2: bytes.insert(UInt8.random(in: 32...126, using: &generator), at: index)
        default:
          bytes[index] = Array("0123456789-.e$\"{}[],:".utf8).randomElement(using: &generator) ?? 0
        }
      }
      if let error = refusal(bytes) { #expect(error.path.hasPrefix("$")) }
    }
  }
}
