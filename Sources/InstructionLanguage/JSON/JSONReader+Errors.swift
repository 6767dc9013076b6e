extension JSONReader {
  /// The error of bytes that are not JSON, at the current position.
  func malformed(_ reason: String) -> InstructionError {
    let shown =
      position < bytes.count
      ? String(decoding: bytes[position..<min(position + 12, bytes.count)], as: UTF8.self)
      : "end of input"
    return error(
      .malformedJSON, found: shown, message: "This is not JSON: \(reason).",
      hint: "Check the punctuation just before this place.")
  }

  /// An error at the current position, its message led by line and column (both from 1, the column
  /// in characters).
  func error(
    _ code: InstructionErrorCode, found: String, message: String, hint: String
  ) -> InstructionError {
    let before = bytes[..<min(position, bytes.count)]
    let line = before.count { $0 == 0x0A } + 1
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
    return InstructionError(
      code, file: file, path: path.joined(), found: found,
      message: "\(line):\(column): \(message)", hint: hint)
  }
}
