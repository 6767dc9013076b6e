/// A Swift file as the rules see it: its lines, and the same lines with comments and string
/// literals blanked, so that words in prose break no rule.
struct SourceFile {
  let path: String
  let lines: [String]
  let code: [String]

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    code = CodeScanner.blanked(text).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  /// The room: the folder under `Sources`.
  var room: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : ""
  }

  /// The last part of the path.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  func place(_ line: Int) -> String { "\(path):\(line + 1)" }
}

extension String {
  /// Whether the token stands in this line; an end of the token that could be part of an
  /// identifier must not touch another such character.
  func containsToken(_ token: String) -> Bool {
    guard utf8.count >= token.utf8.count, contains(token) else { return false }
    let text = Array(utf8)
    let wanted = Array(token.utf8)
    guard let first = wanted.first, let last = wanted.last, text.count >= wanted.count else {
      return false
    }
    for start in 0...(text.count - wanted.count)
    where text[start..<start + wanted.count].elementsEqual(wanted) {
      let end = start + wanted.count
      let boundBefore = !first.isWordByte || start == 0 || !text[start - 1].isWordByte
      let boundAfter = !last.isWordByte || end == text.count || !text[end].isWordByte
      if boundBefore && boundAfter { return true }
    }
    return false
  }
}

extension UInt8 {
  /// A letter, digit or underscore of ASCII.
  var isWordByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
