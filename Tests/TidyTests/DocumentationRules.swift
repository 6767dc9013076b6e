/// What must be explained, and where.
enum DocumentationRules {
  private static let witnesses: Set<String> = ["init", "description", "hash", "encode", "index"]
  private static let kinds: Set<Substring> = [
    "func", "var", "let", "struct", "enum", "class", "actor", "protocol", "case", "typealias",
    "associatedtype", "macro",
  ]

  /// Public declarations without a `///`. Left out are operators, initialisers and what answers a
  /// protocol's demand: that is explained at the protocol, and DocC repeats it.
  static func undocumented(_ file: SourceFile, requirements: Set<String> = []) -> [String] {
    file.code.indices.compactMap { number in
      let words = file.code[number].split(whereSeparator: \.isWhitespace)
      let start = words.firstIndex { !$0.hasPrefix("@") } ?? words.endIndex
      guard ["public", "open"].contains(words[start...].first ?? ""),
        let name = declaredName(words)
      else { return nil }
      if witnesses.contains(name) || requirements.contains(name) { return nil }
      return isDocumented(file, number) ? nil : "\(file.place(number)): \(name)"
    }
  }

  /// The names of what protocols demand in a file.
  static func requirements(_ file: SourceFile) -> Set<String> {
    var names: Set<String> = []
    var isInside = false
    for line in file.code {
      let words = line.split(whereSeparator: \.isWhitespace)
      if words.contains("protocol"), line.contains("{"), !line.contains("}") {
        isInside = true
      } else if line.hasPrefix("}") {
        isInside = false
      } else if isInside, let name = declaredName(words) {
        names.insert(name)
      }
    }
    return names
  }

  /// The name a line declares; nil when it declares none, or an operator.
  private static func declaredName(_ words: [Substring]) -> String? {
    guard var kind = words.firstIndex(where: kinds.contains) else { return nil }
    if words[kind] == "class", words.dropFirst(kind + 1).first == "func" { kind += 1 }
    let name = words.dropFirst(kind + 1).first?.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return name.flatMap { $0.isEmpty ? nil : String($0) }
  }

  private static func isDocumented(_ file: SourceFile, _ number: Int) -> Bool {
    var line = number - 1
    while line >= 0 {
      let text = file.lines[line].drop(while: \.isWhitespace)
      if text.hasPrefix("///") || text.hasPrefix("*/") { return true }
      guard text.hasPrefix("@") || text.hasPrefix("//") else { return false }
      line -= 1
    }
    return false
  }

  /// Venue files without a page.
  static func venuesWithoutPage(_ paths: [String]) -> [String] {
    let all = Set(paths)
    return paths.filter { $0.hasPrefix("venues/") && $0.hasSuffix(".yaml") }.filter { path in
      !all.contains("docs/venues/\(path.dropFirst(7).dropLast(5)).md")
    }
  }

  /// How many titles a Markdown page has, code fences left out.
  static func titleCount(_ markdown: String) -> Int {
    var inFence = false
    var count = 0
    for line in markdown.split(separator: "\n") {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("```") || text.hasPrefix("~~~") {
        inFence.toggle()
      } else if !inFence, line.hasPrefix("# ") {
        count += 1
      }
    }
    return count
  }
}
