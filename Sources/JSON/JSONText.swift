/// Writes JSON text.
public enum JSONText {
  /// The JSON string literal of a text, quotes included: quotation mark, backslash and control
  /// characters escaped as RFC 8259 section 7 asks, all else as it is.
  public static func quoted(_ text: String) -> String {
    var result = ""
    write(text, to: &result)
    return result
  }

  /// Appends the JSON string literal of a text.
  static func write(_ text: String, to result: inout String) {
    result += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    result += "\""
  }
}
