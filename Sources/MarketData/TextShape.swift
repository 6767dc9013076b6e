/// What was found of a text file's form while reading it.
public struct TextShape: Hashable, Sendable {
  /// Cell separator: `,`, `;` or a tab; empty for JSON.
  public var delimiter = ""
  /// Whether the file starts with the UTF-8 byte order mark.
  public var hasByteOrderMark = false
  /// Whether the first row names the columns.
  public var hasHeader = false
  /// Line ending; nil when no line ends.
  public var lineEnding: LineEnding?
  /// Whether the last line ends.
  public var hasFinalNewline = true
  /// Lines that start with `#`.
  public var commentLines = 0
  /// Rows with cells in quotes.
  public var quotedRows = 0

  mutating func note(_ ending: LineEnding) {
    if lineEnding != ending { lineEnding = lineEnding == nil ? ending : .mixed }
  }
}
