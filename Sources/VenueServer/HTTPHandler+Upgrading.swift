import NIOCore
import NIOHTTP1
import NIOWebSocket
import VenueProtocol

extension HTTPHandler {
  private static let largestFrame = 1 << 20

  /// Turns the connection into a WebSocket, whether or not requests went before on it, as clients
  /// with a connection pool do; false where the venue has no such path.
  func upgrade(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) -> Bool {
    guard let number = core.open(context.channel, target: head.uri, on: segment) else {
      return false
    }
    let upgrader = NIOWebSocketServerUpgrader(
      maxFrameSize: Self.largestFrame,
      shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture(HTTPHeaders()) },
      upgradePipelineHandler: { channel, _ in channel.eventLoop.makeSucceededVoidFuture() })
    let headers: HTTPHeaders = ["connection": "upgrade", "upgrade": "websocket"]
    upgrader.buildUpgradeResponse(
      channel: context.channel, upgradeRequest: head, initialResponseHeaders: headers
    ).assumeIsolated().whenComplete { result in
      switch result {
      case .success(let headers): self.finish(headers, number, context)
      case .failure:
        self.core.close(connection: number)
        context.close(promise: nil)
      }
    }
    return true
  }

  private func finish(
    _ headers: HTTPHeaders, _ connection: Int, _ context: ChannelHandlerContext
  ) {
    let response = HTTPResponseHead(
      version: .http1_1, status: .switchingProtocols, headers: headers)
    context.write(wrapOutboundOut(.head(response)), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    let pipeline = context.pipeline.syncOperations
    pipeline.removeHandler(encoder, promise: nil)
    // Frames are made once for all who hear them, so there is no encoder of one connection's own.
    let frames = ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: Self.largestFrame))
    try? pipeline.addHandler(frames)
    try? pipeline.addHandler(SocketHandler(core: core, connection: connection))
    pipeline.removeHandler(decoder, promise: nil)
    pipeline.removeHandler(context: context, promise: nil)
    core.flush()
  }
}
