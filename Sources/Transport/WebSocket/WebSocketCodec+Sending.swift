extension WebSocketCodec {
  /// One whole frame as a client sends it: final and masked with `mask`, which must be fresh
  /// entropy for each frame (RFC 6455 section 5.3).
  public static func frame(
    _ opcode: WebSocketOpcode, _ payload: [UInt8], mask: UInt32, isFinal: Bool = true
  ) -> [UInt8] {
    var frame: [UInt8] = []
    frame.reserveCapacity(payload.count + 14)
    frame.append((isFinal ? 0x80 : 0) | opcode.rawValue)
    switch payload.count {
    case ..<126: frame.append(0x80 | UInt8(payload.count))
    case ..<65_536:
      frame.append(0x80 | 126)
      frame.append(UInt8(payload.count >> 8))
      frame.append(UInt8(payload.count & 0xff))
    default:
      frame.append(0x80 | 127)
      let length = UInt64(payload.count)
      for index in 0..<8 { frame.append(UInt8(truncatingIfNeeded: length >> (56 - 8 * index))) }
    }
    let key = (0..<4).map { UInt8(truncatingIfNeeded: mask >> (24 - 8 * UInt32($0))) }
    frame.append(contentsOf: key)
    for (index, byte) in payload.enumerated() { frame.append(byte ^ key[index & 3]) }
    return frame
  }

  /// The payload of a close frame: the code and as much of the reason as fits in 125 bytes.
  public static func closePayload(_ code: UInt16, reason: String = "") -> [UInt8] {
    var text = reason[...]
    while text.utf8.count > 123 { text.removeLast() }
    return [UInt8(code >> 8), UInt8(code & 0xff)] + Array(text.utf8)
  }

  /// Whether a close code may stand in a frame (RFC 6455 section 7.4 and the IANA registry).
  public static func maySend(closeCode code: UInt16) -> Bool {
    switch code {
    case 1000...1003, 1007...1014, 3000...4999: true
    default: false
    }
  }
}
