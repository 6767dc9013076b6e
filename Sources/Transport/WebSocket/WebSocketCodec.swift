/// The client's side of RFC 6455 framing as a value: bytes in, events out; no socket, no clock and
/// no randomness. Memory grows with what arrived, never with what a header claims.
public struct WebSocketCodec: Sendable {
  /// What a peer's bytes amounted to.
  public enum Event: Hashable, Sendable {
    /// A whole text, checked to be UTF-8.
    case text([UInt8])
    /// A whole binary message.
    case binary([UInt8])
    /// A ping, to be answered with the same bytes.
    case ping([UInt8])
    /// A pong.
    case pong([UInt8])
    /// The peer's close frame; no code where it gave none.
    case close(code: UInt16?, reason: String)
  }

  /// The most bytes of one frame's payload.
  public let maximumFrameBytes: Int
  /// The most bytes of one message.
  public let maximumMessageBytes: Int
  /// Whether the peer closed; what it sends afterwards is ignored.
  public private(set) var isClosed = false

  private var buffer: [UInt8] = []
  private var start = 0
  private var message: [UInt8] = []
  private var messageOpcode: WebSocketOpcode?

  /// A codec with its caps in bytes.
  public init(maximumFrameBytes: Int = 16_777_216, maximumMessageBytes: Int = 16_777_216) {
    self.maximumFrameBytes = maximumFrameBytes
    self.maximumMessageBytes = maximumMessageBytes
  }

  /// Takes bytes in pieces of any size and appends what they complete.
  /// - Throws: `WebSocketProtocolError`; the connection must then be closed with its code. Events
  ///   before the violation have been appended.
  public mutating func receive(
    _ bytes: UnsafeRawBufferPointer, into events: inout [Event]
  ) throws(WebSocketProtocolError) {
    if isClosed { return }
    buffer.append(contentsOf: bytes)
    while !isClosed, let head = try nextHead() {
      guard buffer.count - start - head.length >= head.payloadBytes else { break }
      let from = start + head.length
      start = from + head.payloadBytes
      try take(head, from..<start, into: &events)
    }
    if start == buffer.count {
      buffer.removeAll(keepingCapacity: buffer.capacity <= 1_048_576)
      start = 0
    } else if start >= 65_536 {
      buffer.removeSubrange(..<start)
      start = 0
    }
  }

  /// Takes bytes in pieces of any size and gives what they complete.
  /// - Throws: `WebSocketProtocolError`.
  public mutating func receive(_ bytes: [UInt8]) throws(WebSocketProtocolError) -> [Event] {
    var events: [Event] = []
    var failure: WebSocketProtocolError?
    bytes.withUnsafeBytes { raw in
      do throws(WebSocketProtocolError) { try receive(raw, into: &events) } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return events
  }

  private struct Head {
    var isFinal: Bool
    var opcode: WebSocketOpcode
    var length: Int
    var payloadBytes: Int
  }

  /// The next frame's head; nil while it is incomplete. Refuses as early as the bytes allow.
  private func nextHead() throws(WebSocketProtocolError) -> Head? {
    let available = buffer.count - start
    guard available >= 1 else { return nil }
    let first = buffer[start]
    if first & 0x70 != 0 { throw .reservedBits }
    guard let opcode = WebSocketOpcode(rawValue: first & 0x0f) else {
      throw .reservedOpcode(first & 0x0f)
    }
    let isFinal = first & 0x80 != 0
    if opcode.isControl, !isFinal { throw .fragmentedControl }
    if opcode == .continuation, messageOpcode == nil { throw .unexpectedContinuation }
    if opcode == .text || opcode == .binary, messageOpcode != nil { throw .expectedContinuation }
    guard available >= 2 else { return nil }
    let second = buffer[start + 1]
    if second & 0x80 != 0 { throw .maskedFrame }
    let short = Int(second)
    if opcode.isControl, short > 125 { throw .longControl }
    if short < 126 { return try head(isFinal, opcode, 2, short) }
    let count = short == 126 ? 2 : 8
    guard available >= 2 + count else { return nil }
    var value: UInt64 = 0
    for index in 0..<count { value = value << 8 | UInt64(buffer[start + 2 + index]) }
    guard value >= (count == 2 ? 126 : 65_536), value <= UInt64(Int.max) else {
      throw .malformedLength
    }
    return try head(isFinal, opcode, 2 + count, Int(value))
  }

  private func head(
    _ isFinal: Bool, _ opcode: WebSocketOpcode, _ length: Int, _ payloadBytes: Int
  ) throws(WebSocketProtocolError) -> Head {
    if payloadBytes > maximumFrameBytes { throw .tooLarge(limit: maximumFrameBytes) }
    if !opcode.isControl, payloadBytes > maximumMessageBytes - message.count {
      throw .tooLarge(limit: maximumMessageBytes)
    }
    return Head(isFinal: isFinal, opcode: opcode, length: length, payloadBytes: payloadBytes)
  }

  private mutating func take(
    _ head: Head, _ range: Range<Int>, into events: inout [Event]
  ) throws(WebSocketProtocolError) {
    switch head.opcode {
    case .ping: events.append(.ping(Array(buffer[range])))
    case .pong: events.append(.pong(Array(buffer[range])))
    case .close: events.append(try closeEvent(range))
    case .text, .binary:
      if head.isFinal {
        events.append(try Self.message(head.opcode, Array(buffer[range])))
      } else {
        messageOpcode = head.opcode
        message.append(contentsOf: buffer[range])
      }
    case .continuation:
      message.append(contentsOf: buffer[range])
      guard head.isFinal, let opcode = messageOpcode else { return }
      messageOpcode = nil
      let whole = message
      message = []
      events.append(try Self.message(opcode, whole))
    }
  }

  private static func message(
    _ opcode: WebSocketOpcode, _ bytes: [UInt8]
  ) throws(WebSocketProtocolError) -> Event {
    if opcode == .binary { return .binary(bytes) }
    guard (try? UTF8Span(validating: bytes.span)) != nil else { throw .invalidText }
    return .text(bytes)
  }

  private mutating func closeEvent(_ range: Range<Int>) throws(WebSocketProtocolError) -> Event {
    isClosed = true
    if range.isEmpty { return .close(code: nil, reason: "") }
    guard range.count >= 2 else { throw .malformedClose }
    let code = UInt16(buffer[range.lowerBound]) << 8 | UInt16(buffer[range.lowerBound + 1])
    guard Self.maySend(closeCode: code) else { throw .malformedClose }
    guard let reason = String(validating: buffer[range.dropFirst(2)], as: UTF8.self) else {
      throw .invalidText
    }
    return .close(code: code, reason: reason)
  }
}
