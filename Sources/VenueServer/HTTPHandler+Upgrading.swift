import NIOCore
import NIOHTTP1
import NIOWebSocket
import VenueProtocol

extension HTTPHandler {
  /// Turns the connection into a WebSocket, whether or not requests went before on it, as clients
  /// with a connection pool do; false where the venue has no such path.
  func upgrade(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) -> Bool {
    guard let number = core.open(context.channel, target: head.uri, on: segment) else {
      return false
    }
    let bound = NIOLoopBound(core, eventLoop: context.eventLoop)
    let upgrader = NIOWebSocketServerUpgrader(
      maxFrameSize: 1 << 20,
      shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture(HTTPHeaders()) },
      upgradePipelineHandler: { channel, _ in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            SocketHandler(core: bound.value, connection: number))
        }
      })
    let headers: HTTPHeaders = ["connection": "upgrade", "upgrade": "websocket"]
    upgrader.buildUpgradeResponse(
      channel: context.channel, upgradeRequest: head, initialResponseHeaders: headers
    ).assumeIsolated().whenComplete { result in
      switch result {
      case .success(let headers): self.finish(head, headers, upgrader, context)
      case .failure:
        self.core.close(connection: number)
        context.close(promise: nil)
      }
    }
    return true
  }

  private func finish(
    _ head: HTTPRequestHead, _ headers: HTTPHeaders, _ upgrader: NIOWebSocketServerUpgrader,
    _ context: ChannelHandlerContext
  ) {
    let response = HTTPResponseHead(
      version: .http1_1, status: .switchingProtocols, headers: headers)
    context.write(wrapOutboundOut(.head(response)), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    let pipeline = context.pipeline.syncOperations
    pipeline.removeHandler(encoder, promise: nil)
    _ = upgrader.upgrade(context: context, upgradeRequest: head)
    pipeline.removeHandler(decoder, promise: nil)
    pipeline.removeHandler(context: context, promise: nil)
    core.flush()
  }
}
