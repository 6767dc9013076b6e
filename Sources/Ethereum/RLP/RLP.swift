/// Recursive length prefix encoding (Ethereum yellow paper, appendix B).
public enum RLP {
  /// The deepest nesting of lists that is encoded or decoded.
  public static let maximumDepth = 128

  /// The encoding of `item`.
  /// - Throws: `RLPError.tooDeep`.
  public static func encode(_ item: RLPItem) throws(RLPError) -> [UInt8] {
    var writer = RLPWriter()
    try append(item, to: &writer, depth: 0)
    return writer.bytes
  }

  private static func append(
    _ item: RLPItem, to writer: inout RLPWriter, depth: Int
  ) throws(RLPError) {
    switch item {
    case .bytes(let bytes):
      writer.append(bytes)
    case .list(let items):
      guard depth < maximumDepth else { throw .tooDeep }
      let start = writer.beginList()
      for item in items { try append(item, to: &writer, depth: depth + 1) }
      writer.endList(start)
    }
  }

  /// The one item that `bytes` encodes. Only canonical encodings are accepted.
  /// - Throws: `RLPError`.
  public static func decode(_ bytes: [UInt8]) throws(RLPError) -> RLPItem {
    var reader = RLPReader(bytes)
    let item = try readItem(&reader, depth: 0)
    try reader.finish()
    return item
  }

  private static func readItem(
    _ reader: inout RLPReader, depth: Int
  ) throws(RLPError) -> RLPItem {
    guard try reader.nextIsList() else { return .bytes(Array(try reader.readString())) }
    guard depth < maximumDepth else { throw .tooDeep }
    var content = try reader.readList()
    var items: [RLPItem] = []
    while !content.isAtEnd { items.append(try readItem(&content, depth: depth + 1)) }
    return .list(items)
  }
}
