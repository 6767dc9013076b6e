import Foundation
import TradingModel

/// The stored text of an input. Frequent inputs have a compact form: `2`, a letter and fields with
/// single spaces between them; the others are JSON with sorted keys. Both are deterministic: equal
/// inputs have equal texts.
public enum InputText {
  /// First byte of the compact form: its version.
  static let compactVersion = UInt8(ascii: "2")

  /// The text of an input.
  public static func encode(_ input: Input) throws(JournalError) -> String {
    var writer = CompactWriter()
    if writer.write(input) { return writer.text }
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(input), as: UTF8.self)
    } catch {
      throw .refused(detail: "an input cannot be written as JSON: \(error)")
    }
  }

  /// The input of a text.
  public static func decode(_ text: String) throws(JournalError) -> Input {
    if text.utf8.first == compactVersion {
      var reader = CompactReader(text)
      guard let input = reader.input() else {
        throw .corrupt(detail: "an input cannot be read: \(text.prefix(80))")
      }
      return input
    }
    do {
      return try JSONDecoder().decode(Input.self, from: Data(text.utf8))
    } catch {
      throw .corrupt(detail: "an input cannot be read: \(error)")
    }
  }

  /// Whether the input came from outside the engine's own world: instructions and requests, rather
  /// than market data, venue answers and timers.
  public static func isRequest(_ text: String) -> Bool {
    guard let first = text.utf8.first, first != compactVersion else { return false }
    return !["{\"market\"", "{\"venue\"", "{\"timer\""].contains { text.hasPrefix($0) }
  }
}
