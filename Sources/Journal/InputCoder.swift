import Foundation
import TradingModel

/// Inputs as compact JSON with sorted keys.
struct InputCoder {
  private let encoder: JSONEncoder
  private let decoder = JSONDecoder()

  init() {
    encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  /// The text of an input.
  func text(of input: Input) throws(JournalError) -> String {
    do {
      return String(decoding: try encoder.encode(input), as: UTF8.self)
    } catch {
      throw .refused(detail: "an input cannot be written as JSON: \(error)")
    }
  }

  /// The input of a text.
  func input(from text: String) throws(JournalError) -> Input {
    do {
      return try decoder.decode(Input.self, from: Data(text.utf8))
    } catch {
      throw .corrupt(detail: "an input cannot be read: \(error)")
    }
  }
}
