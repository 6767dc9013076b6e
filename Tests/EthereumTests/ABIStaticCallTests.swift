import Ethereum
import FixedPoint
import TestSupport
import Testing

/// Calldata written at once against the general encoder.
@Suite("Calls of single words")
struct ABIStaticCallTests {
  private struct Argument {
    let type: ABIType
    let value: ABIValue
    let word: ABIWord
  }

  private func number(_ random: inout SeededGenerator) -> UInt256 {
    let number = UInt256(
      low: UInt128(random.next()) << 64 | UInt128(random.next()),
      high: UInt128(random.next()) << 64 | UInt128(random.next()))
    return number >> random.below(257)
  }

  private func argument(_ random: inout SeededGenerator) throws -> Argument {
    let number = number(&random)
    let hash = Hash32(number)
    let address = Address(lowBytesOf: hash)
    let truth = random.below(2) == 1
    let values: [(ABIValue, ABIWord)] = [
      (.uint(number), .uint(number)), (.address(address), .address(address)),
      (.bool(truth), .bool(truth)), (.fixedBytes(hash.bytes), .bytes32(hash)),
    ]
    let types: [ABIType] = [.uint(8 * (1 + random.below(32))), .address, .bool, .fixedBytes(32)]
    let kind = random.below(4)
    // Now and then a value of another kind than its argument.
    let given = random.below(40) == 0 ? random.below(4) : kind
    return Argument(type: types[kind], value: values[given].0, word: values[given].1)
  }

  /// Eight arguments, some of them together in tuples.
  private func call(
    _ arguments: [Argument], _ random: inout SeededGenerator
  ) -> (function: ABIFunction, values: [ABIValue]) {
    var inputs: [ABIParameter] = []
    var values: [ABIValue] = []
    var rest = arguments[...]
    while let first = rest.first {
      let count = min(random.below(4), rest.count)
      if count == 0 {
        inputs.append(ABIParameter(type: first.type))
        values.append(first.value)
        rest = rest.dropFirst()
      } else {
        inputs.append(ABIParameter(type: .tuple(of: rest.prefix(count).map(\.type))))
        values.append(.tuple(rest.prefix(count).map(\.value)))
        rest = rest.dropFirst(count)
      }
    }
    return (ABIFunction(name: "call", inputs: inputs), values)
  }

  @Test(arguments: 0..<20)
  func theSameBytesAndRefusals(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let arguments = try (0..<8).map { _ in try argument(&random) }
      let (function, values) = call(arguments, &random)
      let words = InlineArray<8, ABIWord> { arguments[$0].word }
      let general = Result { () throws(ABIError) in try function.encodeCall(values) }
      let quick = Result { () throws(ABIError) in try ABIStaticCall(function).encode(words) }
      #expect(quick == general)
    }
  }

  @Test func bothOutcomesAreMet() throws {
    var random = SeededGenerator(seed: 0)
    var fitting = 0
    for _ in 0..<200 {
      let arguments = try (0..<8).map { _ in try argument(&random) }
      let (function, values) = call(arguments, &random)
      if (try? function.encodeCall(values)) != nil { fitting += 1 }
    }
    #expect((20..<180).contains(fitting))
  }

  @Test(arguments: ["bytes", "string", "uint8[]", "uint8[2]", "int8", "bytes4", "(bool,bytes)"])
  func otherKindsOfArgumentsAreRefused(_ type: String) throws {
    let function = try ABIFunction(parsing: "f(\(type))")
    #expect(throws: ABIError.self) { try ABIStaticCall(function) }
  }

  @Test func theCountMustFit() throws {
    let form = try ABIStaticCall(ABIFunction(parsing: "f(uint256,bool)"))
    #expect(throws: ABIError.wrongCount(expected: 2, found: 1)) {
      try form.encode([.uint(.one)] as InlineArray<1, ABIWord>)
    }
    let none = try ABIStaticCall(ABIFunction(parsing: "f()")).encode(Span())
    #expect(none == FunctionSelector(signature: "f()").bytes)
  }
}
