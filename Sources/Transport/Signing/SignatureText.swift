/// How a signature is written.
public enum SignatureText: Hashable, Sendable {
  /// Lower-case hexadecimal digits.
  case hexadecimal
  /// Base64 with padding.
  case base64

  private static let digits: StaticString = "0123456789abcdef"
  private static let letters: StaticString =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

  /// Appends bytes written so.
  public func append(_ bytes: [UInt8], to output: inout [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0, to: &output) }
  }

  func append(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * bytes.count + 4) { text in
      let count = self == .hexadecimal ? Self.hex(bytes, text) : Self.base64(bytes, text)
      output.append(contentsOf: UnsafeBufferPointer(rebasing: text[..<count]))
    }
  }

  private static func hex(
    _ bytes: UnsafeBufferPointer<UInt8>, _ text: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    let digits = digits.utf8Start
    for index in bytes.indices {
      text[2 * index] = digits[Int(bytes[index] >> 4)]
      text[2 * index + 1] = digits[Int(bytes[index] & 15)]
    }
    return 2 * bytes.count
  }

  private static func base64(
    _ bytes: UnsafeBufferPointer<UInt8>, _ text: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    let letters = letters.utf8Start
    var count = 0
    var index = 0
    while index < bytes.count {
      let left = bytes.count - index
      let first = UInt32(bytes[index]) << 16
      let second = left > 1 ? UInt32(bytes[index + 1]) << 8 : 0
      let group = first | second | (left > 2 ? UInt32(bytes[index + 2]) : 0)
      text[count] = letters[Int(group >> 18)]
      text[count + 1] = letters[Int(group >> 12 & 63)]
      text[count + 2] = left > 1 ? letters[Int(group >> 6 & 63)] : UInt8(ascii: "=")
      text[count + 3] = left > 2 ? letters[Int(group & 63)] : UInt8(ascii: "=")
      count += 4
      index += 3
    }
    return count
  }
}
