/// A source whose first bytes can be looked at before they are read.
final class PeekedSource: ByteSource {
  private let source: any ByteSource
  private var head: [UInt8] = []
  private var hasPeeked = false

  init(_ source: any ByteSource) { self.source = source }

  /// The first byte that is neither white space nor part of a byte order mark.
  func firstVisibleByte() throws(ImportError) -> UInt8? {
    if !hasPeeked {
      hasPeeked = true
      _ = try source.read(into: &head, about: 1 << 12)
    }
    let text = head.starts(with: [0xef, 0xbb, 0xbf]) ? head.dropFirst(3) : head[...]
    return text.first { $0 > 32 }
  }

  func read(into buffer: inout [UInt8], about count: Int) throws(ImportError) -> Int {
    guard head.isEmpty else {
      buffer += head
      defer { head = [] }
      return head.count
    }
    return try source.read(into: &buffer, about: count)
  }
}
