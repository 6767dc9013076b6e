import TestSupport
import Testing

@testable import Transport

@Suite struct WebSocketCodecTests {
  private typealias Peer = WebSocketPeer

  @Test func theStandardsExamples() throws {
    // RFC 6455 section 5.7.
    var codec = WebSocketCodec()
    #expect(
      try codec.receive([0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f]) == [.text(Array("Hello".utf8))])
    #expect(try codec.receive([0x01, 0x03, 0x48, 0x65, 0x6c]) == [])
    #expect(try codec.receive([0x80, 0x02, 0x6c, 0x6f]) == [.text(Array("Hello".utf8))])
    #expect(
      WebSocketCodec.frame(.text, Array("Hello".utf8), mask: 0x37fa_213d)
        == [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58])
    #expect(
      try codec.receive([0x82, 0x7e, 0x01, 0x00] + [UInt8](repeating: 1, count: 256))
        == [.binary([UInt8](repeating: 1, count: 256))])
    #expect(
      try codec.receive(
        [0x82, 0x7f, 0, 0, 0, 0, 0, 1, 0, 0] + [UInt8](repeating: 1, count: 65_536))
        == [.binary([UInt8](repeating: 1, count: 65_536))])
  }

  @Test(arguments: [
    ([0x90, 0x00] as [UInt8], WebSocketProtocolError.reservedBits),
    ([0xa1, 0x00], .reservedBits), ([0xc2, 0x00], .reservedBits),
    ([0x8b, 0x00], .reservedOpcode(11)), ([0x8f], .reservedOpcode(15)),
    ([0x84], .reservedOpcode(4)),
    ([0x80, 0x00], .unexpectedContinuation), ([0x00, 0x00], .unexpectedContinuation),
    ([0x01, 0x00, 0x81], .expectedContinuation), ([0x01, 0x00, 0x02], .expectedContinuation),
    ([0x08, 0x00], .fragmentedControl), ([0x0a], .fragmentedControl),
    ([0x89, 0x7e], .longControl), ([0x88, 0x7f], .longControl),
    ([0x82, 0x7e, 0x00, 0x7d], .malformedLength),
    ([0x82, 0x7f, 0, 0, 0, 0, 0, 0, 0xff, 0xff], .malformedLength),
    ([0x82, 0x7f, 0x80, 0, 0, 0, 0, 0, 0, 0], .malformedLength),
    ([0x82, 0x7f, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], .tooLarge(limit: 1_000)),
    ([0x82, 0x7e, 0x03, 0xe9], .tooLarge(limit: 1_000)),
    ([0x81, 0x80], .maskedFrame),
    ([0x88, 0x01, 0x03], .malformedClose), ([0x88, 0x02, 0x03, 0xed], .malformedClose),
    ([0x88, 0x02, 0x00, 0x00], .malformedClose), ([0x88, 0x02, 0x03, 0xee], .malformedClose),
    ([0x88, 0x02, 0x03, 0xec], .malformedClose), ([0x88, 0x02, 0x13, 0x88], .malformedClose),
    ([0x88, 0x03, 0x03, 0xe8, 0xff], .invalidText),
    ([0x81, 0x02, 0xc0, 0x80], .invalidText), ([0x81, 0x03, 0xed, 0xa0, 0x80], .invalidText),
    ([0x81, 0x01, 0xe2], .invalidText),
    ([0x81, 0x04, 0xf4, 0x90, 0x80, 0x80], .invalidText),
  ])
  func violationsAreRefused(_ bytes: [UInt8], _ error: WebSocketProtocolError) {
    var whole = WebSocketCodec(maximumFrameBytes: 1_000, maximumMessageBytes: 1_500)
    #expect(throws: error) { try whole.receive(bytes) }
    var piecewise = WebSocketCodec(maximumFrameBytes: 1_000, maximumMessageBytes: 1_500)
    #expect(throws: error) {
      for byte in bytes { _ = try piecewise.receive([byte]) }
    }
  }

  @Test func fragmentsAreCountedTogether() throws {
    var codec = WebSocketCodec(maximumFrameBytes: 1_000, maximumMessageBytes: 1_500)
    let part = [UInt8](repeating: 1, count: 800)
    _ = try codec.receive(Peer.frame(2, part, isFinal: false))
    #expect(throws: WebSocketProtocolError.tooLarge(limit: 1_500)) {
      try codec.receive(Peer.frame(0, part))
    }
  }

  @Test func nothingIsReadAfterTheClose() throws {
    var codec = WebSocketCodec()
    let events = try codec.receive(Peer.frame(8, []) + [0xff, 0xff] + Peer.frame(1, [65]))
    #expect(events == [.close(code: nil, reason: "")])
    #expect(try codec.receive([0xff]) == [])
  }

  @Test(arguments: 0..<12)
  func anyCutOfAStreamGivesTheSameMessages(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var bytes: [UInt8] = []
    var expected: [WebSocketCodec.Event] = []
    for _ in 0..<30 {
      let count = [0, 1, 125, 126, 127, 300, 65_535, 65_536].randomElement(using: &random) ?? 0
      let payload = [UInt8](
        repeating: UInt8.random(in: 0..<128, using: &random), count: count)
      let isText = Bool.random(using: &random)
      let cut = Int.random(in: 0...count, using: &random)
      if Bool.random(using: &random) {
        bytes += Peer.frame(isText ? 1 : 2, Array(payload[..<cut]), isFinal: false)
        if Bool.random(using: &random) {
          bytes += Peer.frame(9, [1])
          expected.append(.ping([1]))
        }
        bytes += Peer.frame(0, Array(payload[cut...]))
      } else {
        bytes += Peer.frame(isText ? 1 : 2, payload)
      }
      expected.append(isText ? .text(payload) : .binary(payload))
    }
    var codec = WebSocketCodec()
    var events: [WebSocketCodec.Event] = []
    var place = 0
    while place < bytes.count {
      let end = min(bytes.count, place + Int.random(in: 1...20_000, using: &random))
      events += try codec.receive(Array(bytes[place..<end]))
      place = end
    }
    #expect(events == expected)
  }

  @Test(arguments: 0..<60)
  func noBytesTrapAndMemoryStaysBounded(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var codec = WebSocketCodec(maximumFrameBytes: 4_096, maximumMessageBytes: 8_192)
    for _ in 0..<50 {
      var bytes = (0..<Int.random(in: 0...64, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      // Half of the openings are made plausible, so that the depths are reached too.
      if bytes.count > 1, Bool.random(using: &random) {
        bytes[0] &= 0x8f
        bytes[1] &= 0x7f
      }
      do {
        for event in try codec.receive(bytes) {
          if case .text(let text) = event { #expect(text.count <= 8_192) }
        }
      } catch {
        codec = WebSocketCodec(maximumFrameBytes: 4_096, maximumMessageBytes: 8_192)
      }
    }
  }

  @Test(arguments: [0, 1, 125, 126, 65_535, 65_536])
  func whatWeSendIsMaskedAndReadsBack(_ count: Int) {
    let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let frame = WebSocketCodec.frame(.binary, payload, mask: 0xdead_beef)
    let headBytes = count < 126 ? 2 : count < 65_536 ? 4 : 10
    #expect(frame.count == count + headBytes + 4)
    #expect(frame[1] & 0x80 != 0)
    let key: [UInt8] = [0xde, 0xad, 0xbe, 0xef]
    #expect(frame[(headBytes + 4)...].enumerated().map { $1 ^ key[$0 % 4] } == payload)
  }
}
