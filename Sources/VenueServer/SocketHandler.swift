import NIOCore
import NIOWebSocket
import VenueProtocol

/// A WebSocket connection: text of the client to the venue, frames of the venue to the client.
final class SocketHandler: ChannelDuplexHandler {
  typealias InboundIn = WebSocketFrame
  typealias OutboundIn = Output
  typealias OutboundOut = WebSocketFrame

  /// What the server has to say on a connection.
  enum Output: Sendable {
    case text(ByteBuffer)
    case ping
    case close(UInt16)
  }

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
      context.writeAndFlush(
        wrapOutboundOut(WebSocketFrame(fin: true, opcode: .pong, data: bytes)), promise: nil)
    case .pong: core.receivePong(connection: connection)
    case .connectionClose:
      if !isClosing {
        isClosing = true
        context.writeAndFlush(
          wrapOutboundOut(WebSocketFrame(fin: true, opcode: .connectionClose, data: bytes)),
          promise: nil)
      }
      context.close(promise: nil)
    default: break
    }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .text(let buffer):
      context.write(
        wrapOutboundOut(WebSocketFrame(fin: true, opcode: .text, data: buffer)), promise: promise)
    case .ping:
      let buffer = context.channel.allocator.buffer(string: "sim")
      context.write(
        wrapOutboundOut(WebSocketFrame(fin: true, opcode: .ping, data: buffer)), promise: promise)
    case .close(let code):
      isClosing = true
      var buffer = context.channel.allocator.buffer(capacity: 2)
      buffer.write(webSocketErrorCode: WebSocketErrorCode(codeNumber: Int(code)))
      context.write(
        wrapOutboundOut(WebSocketFrame(fin: true, opcode: .connectionClose, data: buffer)),
        promise: promise)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    core.close(connection: connection)
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
