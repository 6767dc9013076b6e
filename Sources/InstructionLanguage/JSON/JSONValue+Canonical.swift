import JSON

extension JSONValue {
  /// The canonical form a digest is taken of: keys sorted by their UTF-8 bytes, no whitespace,
  /// numbers as written, and `omitted` left out of the outermost object.
  func canonical(omitting omitted: [String] = []) -> String {
    switch self {
    case .null: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .number(let text): return text
    case .string(let text): return JSONText.quoted(text)
    case .array(let elements):
      return "[" + elements.map { $0.canonical() }.joined(separator: ",") + "]"
    case .object(let fields):
      let kept = fields.filter { !omitted.contains($0.name) }
      let sorted = kept.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
      let members = sorted.map { "\(JSONText.quoted($0.name)):\($0.value.canonical())" }
      return "{" + members.joined(separator: ",") + "}"
    }
  }
}
