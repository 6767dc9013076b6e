import Foundation

/// Numbers and columns of the printed table.
enum Format {
  static func decimals(_ value: Double, _ count: Int) -> String {
    String(format: "%.\(count)f", value)
  }

  static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// A short or a long number with as many digits as mean something.
  static func time(_ value: Double) -> String {
    decimals(value, value < 10 ? 2 : value < 1000 ? 1 : 0)
  }
}
