import NIOCore
import NIOWebSocket
import VenueProtocol

/// A WebSocket connection: text of the client to the venue, frames of the venue to the client.
final class SocketHandler: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame
  typealias OutboundOut = ByteBuffer

  private static let largestMessage = 1024 * 1024

  private let core: ServerCore
  private let connection: Int
  private var fragments: [UInt8] = []
  private var isClosing = false

  init(core: ServerCore, connection: Int) {
    self.core = core
    self.connection = connection
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let frame = unwrapInboundIn(data)
    var bytes = frame.unmaskedData
    switch frame.opcode {
    case .text, .binary, .continuation:
      fragments += bytes.readBytes(length: bytes.readableBytes) ?? []
      if fragments.count > Self.largestMessage {
        context.close(promise: nil)
        return
      }
      guard frame.fin else { return }
      let text = String(decoding: fragments, as: UTF8.self)
      fragments = []
      core.receive(text, connection: connection)
    case .ping:
      core.receivePong(connection: connection)
      send(.pong, bytes, context)
    case .pong: core.receivePong(connection: connection)
    case .connectionClose:
      if !isClosing {
        isClosing = true
        send(.connectionClose, bytes, context)
      }
      context.close(promise: nil)
    default: break
    }
  }

  private func send(
    _ opcode: WebSocketOpcode, _ payload: ByteBuffer, _ context: ChannelHandlerContext
  ) {
    var frame = context.channel.allocator.buffer(capacity: payload.readableBytes + 4)
    Self.append(opcode, payload.readableBytesView, to: &frame)
    context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
  }

  /// Frames one after another. Source: RFC 6455 section 5.2, unmasked as a server sends them.
  static func encoded(
    _ contents: [StreamFrame.Content], _ allocator: ByteBufferAllocator
  ) -> ByteBuffer {
    var bytes = allocator.buffer(capacity: contents.count * 512)
    for content in contents {
      switch content {
      case .text(let text): append(.text, text.utf8, to: &bytes)
      case .ping: append(.ping, "sim".utf8, to: &bytes)
      case .close(let code):
        append(.connectionClose, [UInt8(code >> 8), UInt8(code & 255)], to: &bytes)
      }
    }
    return bytes
  }

  private static func append(
    _ opcode: WebSocketOpcode, _ payload: some Collection<UInt8>, to bytes: inout ByteBuffer
  ) {
    let count = payload.count
    bytes.writeInteger(0x80 | UInt8(webSocketOpcode: opcode))
    switch count {
    case 0..<126: bytes.writeInteger(UInt8(count))
    case 126..<65_536:
      bytes.writeInteger(UInt8(126))
      bytes.writeInteger(UInt16(count))
    default:
      bytes.writeInteger(UInt8(127))
      bytes.writeInteger(UInt64(count))
    }
    bytes.writeBytes(payload)
  }

  func channelInactive(context: ChannelHandlerContext) {
    core.close(connection: connection)
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
