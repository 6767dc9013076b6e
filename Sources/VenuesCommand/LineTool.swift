import Glibc
import JSON

/// Runs a JSON Lines tool: one answer for each line of standard input, in the same order.
///
/// Every line gets an answer, also an empty or an oversized one; a last line without its newline
/// counts. Answers are written out whenever no further input waits, so that a program may talk to
/// the tool line by line.
enum LineTool {
  /// Longest line read, in bytes; a longer one is answered with an error and skipped.
  static let maximumLine = 64 << 20

  /// Reads standard input to its end.
  static func run(_ answer: (_ line: [UInt8]) -> String) {
    var lines = LineBuffer(maximumLine: maximumLine)
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      lines.append(chunk[..<count])
      while let line = lines.next() { reply(to: line, answer, &output) }
      guard write(&output) else { return }
    }
    if let line = lines.last() { reply(to: line, answer, &output) }
    _ = write(&output)
  }

  private static func reply(
    to line: LineBuffer.Line, _ answer: ([UInt8]) -> String, _ output: inout [UInt8]
  ) {
    switch line {
    case .whole(let bytes): output += answer(bytes).utf8
    case .tooLong:
      let message = JSONText.quoted("the line is longer than \(maximumLine) bytes")
      output += #"{"error":{"code":"tooLarge","message":\#(message)}}"#.utf8
    }
    output.append(UInt8(ascii: "\n"))
    if output.count > 1 << 20 { _ = write(&output) }
  }

  /// Writes all of it; false when the reader has gone.
  private static func write(_ output: inout [UInt8]) -> Bool {
    var written = 0
    while written < output.count {
      let count = output[written...].withUnsafeBytes { rest in
        Glibc.write(STDOUT_FILENO, rest.baseAddress, rest.count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    output.removeAll(keepingCapacity: true)
    return true
  }
}
