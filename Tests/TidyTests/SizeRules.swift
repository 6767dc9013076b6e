/// Sizes a reader can hold in mind.
enum SizeRules {
  static let fileLimit = 500
  static let functionLimit = 70
  static let lineLimit = 100

  /// Lines of the file, the empty one after the last line break not counted.
  static func fileLength(_ file: SourceFile) -> Int {
    file.lines.count - (file.lines.last == "" ? 1 : 0)
  }

  /// Lines longer than the limit, in characters.
  static func longLines(_ file: SourceFile) -> [String] {
    file.lines.enumerated().filter { $0.element.count > lineLimit }
      .map { "\(file.place($0.offset)): \($0.element.count) characters" }
  }

  /// Functions and initialisers, and the lines each takes from its first to its last brace.
  static func functionLengths(_ file: SourceFile) -> [(place: String, lines: Int)] {
    file.code.indices.compactMap { number in
      guard let start = declarationStart(file.code[number]) else { return nil }
      return bodyEnd(in: file.code, line: number, column: start).map {
        (file.place(number), $0 - number + 1)
      }
    }
  }

  private static let modifiers: Set<Substring> = [
    "public", "internal", "private", "fileprivate", "package", "static", "class", "final",
    "mutating", "nonmutating", "override", "convenience", "required", "nonisolated", "consuming",
    "borrowing", "prefix", "postfix", "infix", "indirect", "open",
  ]

  /// The column after `func`, `init` or `subscript` when a line declares one.
  private static func declarationStart(_ line: String) -> Int? {
    var rest = line[...]
    while true {
      rest = rest.drop(while: \.isWhitespace)
      let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "@" }
      rest = rest.dropFirst(word.count)
      if ["func", "init", "subscript", "deinit"].contains(word) {
        return line.distance(from: line.startIndex, to: rest.startIndex)
      }
      if word.hasPrefix("@") {
        if rest.first == "(" { rest = rest.drop { $0 != ")" }.dropFirst() }
      } else if !modifiers.contains(word) {
        return nil
      }
    }
  }

  /// The line of the brace that closes the body; nil where there is no body.
  private static func bodyEnd(in code: [String], line: Int, column: Int) -> Int? {
    var braces = 0
    var others = 0
    for number in line..<code.count {
      let text = number == line ? code[number].dropFirst(column) : code[number][...]
      if number > line, braces == 0, others == 0, startsAnother(text) { return nil }
      for character in text {
        switch character {
        case "(", "[": others += 1
        case ")", "]": others -= 1
        case "{" where others == 0: braces += 1
        case "}" where others == 0:
          if braces <= 1 { return braces == 1 ? number : nil }
          braces -= 1
        default: break
        }
      }
    }
    return nil
  }

  /// Whether a line cannot continue the head of a function: it is one of a protocol.
  private static func startsAnother(_ text: Substring) -> Bool {
    let trimmed = text.drop(while: \.isWhitespace)
    let continuing = ["{", "->", "throws", "async", "rethrows", "where", ")", ","]
    return !trimmed.isEmpty && !continuing.contains { trimmed.hasPrefix($0) }
  }
}
