import JSON

/// JSON-RPC 2.0 as a value: calls into bytes, bytes into answers in the order of the calls,
/// whatever order, number or copies they come in.
public enum JSONRPCCodec {
  /// The text of some calls with ids counted from `firstID`: one object for one call, a batch for
  /// more.
  public static func encode(_ calls: [JSONRPCCall], firstID: UInt64) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(calls.reduce(2) { $0 + $1.parameters.utf8.count + 96 })
    if calls.count != 1 { text.append(UInt8(ascii: "[")) }
    for (offset, call) in calls.enumerated() {
      if offset > 0 { text.append(UInt8(ascii: ",")) }
      text.append(contentsOf: #"{"jsonrpc":"2.0","id":"#.utf8)
      text.append(contentsOf: String(firstID &+ UInt64(offset)).utf8)
      text.append(contentsOf: #","method":"#.utf8)
      text.append(contentsOf: JSONText.quoted(call.method).utf8)
      text.append(contentsOf: #","params":"#.utf8)
      text.append(contentsOf: call.parameters.utf8)
      text.append(UInt8(ascii: "}"))
    }
    if calls.count != 1 { text.append(UInt8(ascii: "]")) }
    return text
  }

  /// The answers to `count` calls whose ids count from `firstID`. Answers with other ids are
  /// passed over; a call without an answer is `missing`, one with differing answers
  /// `contradicted`; an error without an id is everybody's.
  public static func decode(
    _ body: [UInt8], count: Int, firstID: UInt64
  ) -> [Result<JSONRPCValue, JSONRPCFailure>] {
    var scanner = JSONRPCScanner(body)
    guard let answers = readAnswers(&scanner, body) else {
      return [Answer](repeating: .failure(.malformed), count: count)
    }
    var results = [Answer](repeating: .failure(commonFailure(answers) ?? .missing), count: count)
    var isAnswered = [Bool](repeating: false, count: count)
    for (id, answer) in answers {
      guard let id, id >= firstID, id - firstID < UInt64(count) else { continue }
      let index = Int(id - firstID)
      if isAnswered[index] {
        results[index] = merged(results[index], answer)
      } else {
        results[index] = answer
        isAnswered[index] = true
      }
    }
    return results
  }

  private typealias Answer = Result<JSONRPCValue, JSONRPCFailure>

  private static func merged(_ first: Answer, _ second: Answer) -> Answer {
    first == second ? first : .failure(.contradicted)
  }

  /// The failure that came without an id.
  private static func commonFailure(_ answers: [(UInt64?, Answer)]) -> JSONRPCFailure? {
    for (id, answer) in answers where id == nil {
      if case .failure(let failure) = answer { return failure }
    }
    return nil
  }

  private static func readAnswers(
    _ scanner: inout JSONRPCScanner, _ body: [UInt8]
  ) -> [(UInt64?, Answer)]? {
    var answers: [(UInt64?, Answer)] = []
    if scanner.take(UInt8(ascii: "[")) {
      if !scanner.take(UInt8(ascii: "]")) {
        repeat {
          guard let answer = answer(&scanner, body) else { return nil }
          answers.append(answer)
        } while scanner.take(UInt8(ascii: ","))
        guard scanner.take(UInt8(ascii: "]")) else { return nil }
      }
    } else {
      guard let answer = answer(&scanner, body) else { return nil }
      answers.append(answer)
    }
    return scanner.isAtEnd() ? answers : nil
  }

  /// One answer object; nil where the text is not one.
  private static func answer(
    _ scanner: inout JSONRPCScanner, _ body: [UInt8]
  ) -> (UInt64?, Answer)? {
    guard scanner.take(UInt8(ascii: "{")) else { return nil }
    var id: Range<Int>?
    var result: Range<Int>?
    var error: Range<Int>?
    repeat {
      guard let name = scanner.takeString(), scanner.take(UInt8(ascii: ":")),
        let value = scanner.takeValue()
      else { return nil }
      switch name.count {
      case 2 where matches(body, name, "id"): id = value
      case 6 where matches(body, name, "result"): result = value
      case 5 where matches(body, name, "error"): error = matches(body, value, "null") ? nil : value
      default: break
      }
    } while scanner.take(UInt8(ascii: ","))
    guard scanner.take(UInt8(ascii: "}")) else { return nil }
    let number = id.flatMap { wholeNumber(body, $0) }
    if let error {
      let isBoth = result.map { !matches(body, $0, "null") } ?? false
      return (number, .failure(isBoth ? .malformed : refusal(Array(body[error]))))
    }
    guard let result else { return (number, .failure(.malformed)) }
    return (number, .success(JSONRPCValue(body: body, range: result)))
  }

  private static func matches(_ body: [UInt8], _ range: Range<Int>, _ text: StaticString) -> Bool {
    guard range.count == text.utf8CodeUnitCount else { return false }
    for offset in 0..<range.count where body[range.lowerBound + offset] != text.utf8Start[offset] {
      return false
    }
    return true
  }

  private static func wholeNumber(_ body: [UInt8], _ range: Range<Int>) -> UInt64? {
    guard range.count <= 19 else { return nil }
    var value: UInt64 = 0
    for index in range {
      guard body[index] >= 0x30, body[index] <= 0x39 else { return nil }
      value = value * 10 + UInt64(body[index] - 0x30)
    }
    return value
  }

  private static func refusal(_ text: [UInt8]) -> JSONRPCFailure {
    guard let node = try? JSONNode(parsing: text), case .object = node else { return .malformed }
    var code: Int64 = 0
    if case .number(let literal)? = node["code"] { code = Int64(literal) ?? 0 }
    return .refused(code: code, message: node["message"]?.text ?? "", data: node["data"])
  }
}
