/// Writes JSON text.
public enum JSONText {
  /// The JSON string literal of a text, quotes included: quotation mark, backslash and control
  /// characters escaped as RFC 8259 section 7 asks, all else as it is.
  public static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if scalar.value < 0x20 {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  /// The canonical form a digest is taken of: keys sorted by their UTF-8 bytes, no whitespace,
  /// numbers as written, and `omitted` left out of the outermost object.
  static func canonical(_ value: JSONValue, omitting omitted: [String] = []) -> String {
    switch value {
    case .null: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .number(let text): return text
    case .string(let text): return quoted(text)
    case .array(let elements):
      return "[" + elements.map { canonical($0) }.joined(separator: ",") + "]"
    case .object(let fields):
      let kept = fields.filter { !omitted.contains($0.name) }
      let sorted = kept.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
      let members = sorted.map { "\(quoted($0.name)):\(canonical($0.value))" }
      return "{" + members.joined(separator: ",") + "}"
    }
  }
}
