import CCurl

/// Frames on their way out. A frame stays at its address until it has left whole, because a TLS
/// write that was put off must be repeated with the same bytes.
struct WebSocketOutbox {
  private struct Entry {
    var bytes: UnsafeMutableRawBufferPointer
    var sent = 0
    var isStarted = false
    var number: UInt64?
  }

  private var entries: [Entry] = []
  private(set) var queuedBytes = 0
  private var nextNumber: UInt64 = 0

  var isEmpty: Bool { entries.isEmpty }

  /// The number of the first message of which not one byte was written.
  var firstUnsent: UInt64 {
    let waiting = entries.first { $0.number != nil && !$0.isStarted }
    return waiting?.number ?? nextNumber
  }

  /// Adds bytes; `number` for a message, nil for anything else.
  mutating func add(_ bytes: [UInt8], number: UInt64? = nil) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    copy.copyBytes(from: bytes)
    entries.append(Entry(bytes: copy, number: number))
    queuedBytes += bytes.count
    if let number { nextNumber = number + 1 }
  }

  /// Writes as much as the connection takes; false where it is broken.
  mutating func flush(_ handle: UnsafeMutableRawPointer) -> Bool {
    while let entry = entries.first {
      var count = 0
      entries[0].isStarted = true
      let code = ccurl_easy_send(
        handle, entry.bytes.baseAddress.map { $0 + entry.sent }, entry.bytes.count - entry.sent,
        &count)
      guard code == CURLE_OK else { return code == CURLE_AGAIN }
      entries[0].sent += count
      queuedBytes -= count
      if entries[0].sent == entry.bytes.count {
        entry.bytes.deallocate()
        entries.removeFirst()
      }
    }
    return true
  }

  /// Frees what did not leave.
  mutating func discard() {
    for entry in entries { entry.bytes.deallocate() }
    entries.removeAll()
    queuedBytes = 0
  }
}
