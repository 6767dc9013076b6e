import NIOCore
import NIOHTTP1
import VenueProtocol

/// Reads a request, lets the venue answer, writes the answer.
final class HTTPHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// Bodies beyond this are refused.
  private static let largestBody = 4 * 1024 * 1024

  let core: ServerCore
  let segment: VenueSegment
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []
  private var isTooLarge = false

  let encoder: HTTPResponseEncoder
  let decoder: ByteToMessageHandler<HTTPRequestDecoder>

  init(
    core: ServerCore, segment: VenueSegment, encoder: HTTPResponseEncoder,
    decoder: ByteToMessageHandler<HTTPRequestDecoder>
  ) {
    self.core = core
    self.segment = segment
    self.encoder = encoder
    self.decoder = decoder
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body.removeAll(keepingCapacity: true)
      isTooLarge = false
    case .body(var buffer):
      guard body.count + buffer.readableBytes <= Self.largestBody else {
        isTooLarge = true
        return
      }
      body += buffer.readBytes(length: buffer.readableBytes) ?? []
    case .end:
      guard let head else { return }
      answer(head, context)
    }
  }

  private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    if isTooLarge {
      write(VenueAnswer(status: 413, body: "{}"), head, context)
      return
    }
    if head.headers["upgrade"].contains(where: { $0.lowercased() == "websocket" }),
      upgrade(head, context)
    {
      return
    }
    let request = VenueRequest(
      method: head.method.rawValue, target: head.uri,
      headers: head.headers.map { (name: $0.name, value: $0.value) }, body: body,
      address: context.channel.remoteAddress?.ipAddress ?? "")
    let answer = core.serve(request, on: segment)
    switch answer.delivery {
    case .never: break
    case .dropped: context.close(promise: nil)
    case .whole, .truncated: write(answer, head, context)
    }
    core.flush()
  }

  private func write(
    _ answer: VenueAnswer, _ head: HTTPRequestHead, _ context: ChannelHandlerContext
  ) {
    var headers = HTTPHeaders()
    headers.add(name: "Content-Type", value: answer.contentType)
    headers.add(name: "Content-Length", value: String(answer.body.utf8.count))
    for header in answer.headers { headers.add(name: header.name, value: header.value) }
    if !head.isKeepAlive { headers.add(name: "Connection", value: "close") }
    let status = HTTPResponseStatus(statusCode: answer.status)
    context.write(
      wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))),
      promise: nil)
    if case .truncated(let count) = answer.delivery {
      let part = context.channel.allocator.buffer(bytes: answer.body.utf8.prefix(count))
      context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(part))), promise: nil)
      context.close(promise: nil)
      return
    }
    if !answer.body.isEmpty {
      let text = context.channel.allocator.buffer(string: answer.body)
      context.write(wrapOutboundOut(.body(.byteBuffer(text))), promise: nil)
    }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    if !head.isKeepAlive { context.close(promise: nil) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
