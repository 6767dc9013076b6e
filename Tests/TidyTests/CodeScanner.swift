/// Blanks comments and string literals of Swift text, keeping line breaks and what is interpolated.
struct CodeScanner {
  private let text: [UInt8]
  private var output: [UInt8] = []
  private var place = 0

  static func blanked(_ text: String) -> String {
    var scanner = CodeScanner(text: Array(text.utf8))
    scanner.scanCode(untilParenthesis: false)
    return String(decoding: scanner.output, as: UTF8.self)
  }

  private init(text: [UInt8]) {
    self.text = text
    output.reserveCapacity(text.count)
  }

  private mutating func scanCode(untilParenthesis: Bool) {
    var depth = 0
    while place < text.count {
      if starts("//") {
        while place < text.count, text[place] != UInt8(ascii: "\n") { blank() }
      } else if starts("/*") {
        skipBlockComment()
      } else if let hashes = literalStart() {
        scanLiteral(hashes: hashes)
      } else {
        if text[place] == UInt8(ascii: "(") { depth += 1 }
        if text[place] == UInt8(ascii: ")") {
          if untilParenthesis && depth == 0 { return }
          depth -= 1
        }
        output.append(text[place])
        place += 1
      }
    }
  }

  private mutating func skipBlockComment() {
    var depth = 0
    repeat {
      if starts("/*") {
        depth += 1
        blank(2)
      } else if starts("*/") {
        depth -= 1
        blank(2)
      } else {
        blank()
      }
    } while depth > 0 && place < text.count
  }

  private func literalStart() -> Int? {
    var end = place
    while end < text.count, text[end] == UInt8(ascii: "#") { end += 1 }
    return end < text.count && text[end] == UInt8(ascii: "\"") ? end - place : nil
  }

  private mutating func scanLiteral(hashes: Int) {
    let pounds = String(repeating: "#", count: hashes)
    blank(hashes)
    let quotes = starts("\"\"\"") ? "\"\"\"" : "\""
    let close = quotes + pounds
    let escape = "\\" + pounds
    blank(quotes.utf8.count)
    while place < text.count, !starts(close) {
      if starts(escape + "(") {
        blank(escape.utf8.count + 1)
        output.append(UInt8(ascii: "("))
        scanCode(untilParenthesis: true)
        output.append(UInt8(ascii: ")"))
        blank()
      } else if starts(escape) {
        blank(escape.utf8.count + 1)
      } else {
        blank()
      }
    }
    blank(close.utf8.count)
  }

  private func starts(_ token: String) -> Bool {
    var at = place
    for byte in token.utf8 {
      guard at < text.count, text[at] == byte else { return false }
      at += 1
    }
    return true
  }

  private mutating func blank(_ count: Int = 1) {
    for _ in 0..<count where place < text.count {
      output.append(text[place] == UInt8(ascii: "\n") ? text[place] : UInt8(ascii: " "))
      place += 1
    }
  }
}
