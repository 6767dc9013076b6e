/// How a peer broke RFC 6455, or what it sent that is over our caps.
public enum WebSocketProtocolError: Error, Hashable, Sendable {
  /// A reserved bit is set although no extension was agreed (5.2).
  case reservedBits
  /// An opcode without a meaning (5.2).
  case reservedOpcode(UInt8)
  /// A server masked a frame (5.1).
  case maskedFrame
  /// A control frame is fragmented (5.5).
  case fragmentedControl
  /// A control frame has more than 125 bytes (5.5).
  case longControl
  /// A length is not written in the fewest bytes, or has its highest bit set (5.2).
  case malformedLength
  /// A continuation without a beginning (5.4).
  case unexpectedContinuation
  /// A new message inside a fragmented one (5.4).
  case expectedContinuation
  /// A text or a close reason is not UTF-8 (8.1).
  case invalidText
  /// A close frame of one byte or with a code that may not be sent (7.4).
  case malformedClose
  /// A frame or message is larger than the cap; `limit` in bytes.
  case tooLarge(limit: Int)

  /// The close code that tells the peer (7.4.1).
  public var closeCode: UInt16 {
    switch self {
    case .invalidText: 1007
    case .tooLarge: 1009
    default: 1002
    }
  }
}
