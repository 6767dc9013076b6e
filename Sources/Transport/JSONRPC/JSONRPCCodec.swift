import JSON

/// JSON-RPC 2.0 as a value: calls into bytes, bytes into answers in the order of the calls,
/// whatever order, number or copies they come in.
public enum JSONRPCCodec {
  /// The text of some calls with ids counted from `firstID`: one object for one call, a batch for
  /// more.
  public static func encode(_ calls: [JSONRPCCall], firstID: UInt64) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(calls.reduce(2) { $0 + $1.encodedSize + 1 })
    if calls.count != 1 { text.append(UInt8(ascii: "[")) }
    for index in calls.indices {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      calls[index].append(id: firstID &+ UInt64(index), to: &text)
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
    var answers = [Parts](repeating: Parts(), count: count)
    var contradicted: [Int] = []
    var common: JSONRPCFailure?
    let isRead = body.withUnsafeBytes { memory in
      var scanner = JSONScanner(memory)
      return readAnswers(&scanner) { parts in
        guard let id = parts.id else {
          if case .failure(let failure) = parts.answer(body) { common = common ?? failure }
          return
        }
        guard id >= firstID, id - firstID < UInt64(count) else { return }
        let index = Int(id - firstID)
        if answers[index].id == nil {
          answers[index] = parts
        } else if answers[index].answer(body) != parts.answer(body) {
          contradicted.append(index)
        }
      }
    }
    guard isRead else { return [Answer](repeating: .failure(.malformed), count: count) }
    let missing = Answer.failure(common ?? .missing)
    var results = answers.map { $0.id == nil ? missing : $0.answer(body) }
    for index in contradicted { results[index] = .failure(.contradicted) }
    return results
  }

  /// Reads the result of one answer where it stands, for results too large to be passed over first.
  /// Nil where the answer is malformed, an error or of another id, whatever `read` took from it
  /// before that was known, and where `read` finds nothing.
  public static func readResult<Value>(
    of body: UnsafeRawBufferPointer, id wanted: UInt64, _ read: (inout JSONScanner) -> Value?
  ) -> Value? {
    var scanner = JSONScanner(body)
    guard scanner.beginObject() else { return nil }
    var isWanted = false
    var value: Value?
    while let key = scanner.nextMember() {
      switch keys.index(of: key) {
      case 0: isWanted = scanner.integer() == Int64(exactly: wanted)
      case 1: value = read(&scanner)
      case 2: if !scanner.takeNull() { return nil }
      default: scanner.skip()
      }
    }
    return scanner.isAtEnd() && isWanted ? value : nil
  }

  private typealias Answer = Result<JSONRPCValue, JSONRPCFailure>
  private static let keys = JSONKeyTable(["id", "result", "error"])

  /// The members of one answer that count, where they stand; empty where they do not.
  private struct Parts {
    var id: UInt64?
    var result = 0..<0
    var error = 0..<0
    var hasResult = false

    func answer(_ body: [UInt8]) -> Answer {
      if !error.isEmpty {
        return .failure(hasResult ? .malformed : refusal(Array(body[error])))
      }
      if result.isEmpty { return .failure(.malformed) }
      return .success(JSONRPCValue(body: body, range: result))
    }
  }

  /// Reads one answer or a batch; false where the text is neither.
  private static func readAnswers(
    _ scanner: inout JSONScanner, _ take: (Parts) -> Void
  ) -> Bool {
    let keys = keys
    if scanner.peek() == UInt8(ascii: "[") {
      guard scanner.beginArray() else { return false }
      while scanner.nextElement() {
        guard let parts = parts(&scanner, keys) else { return false }
        take(parts)
      }
    } else {
      guard let parts = parts(&scanner, keys) else { return false }
      take(parts)
    }
    return scanner.isAtEnd()
  }

  /// One answer object; nil where the text is not one.
  private static func parts(_ scanner: inout JSONScanner, _ keys: JSONKeyTable) -> Parts? {
    guard scanner.beginObject() else { return nil }
    var parts = Parts()
    while let key = scanner.nextMember() {
      let first = scanner.peek()
      let start = scanner.position
      scanner.skip()
      let range = start..<scanner.position
      switch keys.index(of: key) {
      case 0: parts.id = wholeNumber(scanner, range)
      case 1:
        parts.result = range
        parts.hasResult = first != UInt8(ascii: "n")
      case 2: parts.error = first == UInt8(ascii: "n") ? 0..<0 : range
      default: break
      }
    }
    return scanner.failed ? nil : parts
  }

  private static func wholeNumber(
    _ scanner: borrowing JSONScanner, _ range: Range<Int>
  ) -> UInt64? {
    guard range.count <= 19, !range.isEmpty else { return nil }
    var value: UInt64 = 0
    for index in range {
      let digit = scanner.byte(at: index) &- 0x30
      guard digit <= 9 else { return nil }
      value = value * 10 + UInt64(digit)
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
