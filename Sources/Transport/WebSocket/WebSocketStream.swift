import CCurl
import Glibc

/// One stream under way; made by the caller, then touched by the transport's thread only.
final class WebSocketStream: TransportJob, @unchecked Sendable {
  private enum Phase {
    case waiting, connecting, handshaking, open
    case closing(until: Int64)
    case closed
  }

  let address: EndpointAddress
  let configuration: WebSocketConfiguration
  /// Whether bytes may be there to read, or room to write.
  var isReady = false
  private var phase = Phase.waiting
  private var handshake: WebSocketHandshake
  private var codec: WebSocketCodec
  private let deadline: Int64
  private var handler: (@Sendable (WebSocketEvent) -> Void)?
  private var handle: UnsafeMutableRawPointer?
  private var socket: Int32 = -1
  private var outbox = WebSocketOutbox()
  private var waitingMessages: [(WebSocketOpcode, [UInt8], UInt64)] = []
  private var events: [WebSocketCodec.Event] = []
  private var lastHeard: Int64 = 0
  private var lastPing: Int64 = 0
  private var entropy = SystemRandomNumberGenerator()
  private var peerClose: (code: UInt16?, reason: String)?

  init(
    address: EndpointAddress, configuration: WebSocketConfiguration,
    handshake: WebSocketHandshake, deadline: Int64,
    handler: @escaping @Sendable (WebSocketEvent) -> Void
  ) {
    self.address = address
    self.configuration = configuration
    self.handshake = handshake
    self.deadline = deadline
    self.handler = handler
    codec = WebSocketCodec(
      maximumFrameBytes: configuration.maximumFrameBytes,
      maximumMessageBytes: configuration.maximumMessageBytes)
  }

  /// What the thread waits for on this stream.
  var waitDescriptor: curl_waitfd? {
    guard socket >= 0 else { return nil }
    let events = Int16(CURL_WAIT_POLLIN) | (outbox.isEmpty ? 0 : Int16(CURL_WAIT_POLLOUT))
    return curl_waitfd(fd: socket, events: events, revents: 0)
  }

  /// Starts connecting.
  func begin(loop: TransportLoop) {
    guard case .waiting = phase else { return }
    let milliseconds = (deadline - MonotonicTime.now()) / 1_000_000
    guard milliseconds > 0 else { return end(.transport(.timeout), loop: loop) }
    guard let handle = ccurl_easy_init() else { return end(.transport(.closed), loop: loop) }
    self.handle = handle
    phase = .connecting
    loop.keep(self)
    CurlSettings.apply(
      to: handle, address: address, configuration: configuration.connection)
    CurlSettings.limit(
      handle, configuration: configuration.connection, milliseconds: Int(milliseconds))
    let scheme = address.isSecure ? "https" : "http"
    let url = "\(scheme)://\(address.bracketedHost):\(address.port)/"
    _ = ccurl_set_pointer(
      handle, CURLOPT_PRIVATE, Unmanaged<TransportJob>.passUnretained(self).toOpaque())
    _ = ccurl_set_text(handle, CURLOPT_URL, url)
    _ = ccurl_set_long(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    _ = ccurl_set_long(handle, CURLOPT_CONNECT_ONLY, 1)
    if ccurl_multi_add_handle(loop.multi, handle) != CURLM_OK {
      end(.transport(.closed), loop: loop)
    }
  }

  override func done(_ code: CURLcode, loop: TransportLoop) {
    guard case .connecting = phase, let handle else { return }
    guard code == CURLE_OK else { return end(.transport(Self.cause(code)), loop: loop) }
    socket = ccurl_get_socket(handle)
    guard socket >= 0 else { return end(.transport(.connect), loop: loop) }
    phase = .handshaking
    isReady = true
    outbox.add(handshake.request)
  }

  /// Reads, writes and looks at the clock; how long until it must be called again at the latest.
  func service(now: Int64, loop: TransportLoop) -> Int64 {
    switch phase {
    case .waiting, .closed: return 1_000_000_000
    case .connecting: return 100_000_000
    case .handshaking:
      if now >= deadline {
        end(.transport(.timeout), loop: loop)
        return 1_000_000_000
      }
    case .closing(let until):
      if now >= until {
        end(.dropped, loop: loop)
        return 1_000_000_000
      }
    case .open: keepAlive(now: now, loop: loop)
    }
    guard let handle else { return 1_000_000_000 }
    if !outbox.isEmpty, !outbox.flush(handle) {
      isReady = true
      if case .closing = phase { end(.dropped, loop: loop) }
    }
    if isReady { read(now: now, loop: loop) }
    return isReady && socket >= 0 ? 0 : nextCall(now: now)
  }

  /// Ends the stream from our side without a word to the peer.
  func abandon(_ cause: TransportError.Cause, loop: TransportLoop) {
    end(.transport(cause), loop: loop)
  }

  /// Queues a message; before the upgrade it waits.
  func send(_ opcode: WebSocketOpcode, _ payload: [UInt8], number: UInt64, loop: TransportLoop) {
    switch phase {
    case .waiting, .connecting, .handshaking: waitingMessages.append((opcode, payload, number))
    case .open: queue(opcode, payload, number: number, loop: loop)
    case .closing, .closed: break
    }
  }

  /// Sends a ping or pong while the stream is open.
  func sendControl(_ opcode: WebSocketOpcode, _ payload: [UInt8], loop: TransportLoop) {
    guard case .open = phase else { return }
    queue(opcode, payload, number: nil, loop: loop)
  }

  /// Begins the closing handshake.
  func close(_ code: UInt16, reason: String, loop: TransportLoop) {
    switch phase {
    case .waiting, .connecting, .handshaking: end(.transport(.cancelled), loop: loop)
    case .open: sendClose(code, reason)
    case .closing, .closed: break
    }
  }
}

extension WebSocketStream {
  private func read(now: Int64, loop: TransportLoop) {
    for _ in 0..<16 {
      guard let handle else { return }
      var count = 0
      let buffer = loop.receiveBuffer
      let code = ccurl_easy_recv(handle, buffer.baseAddress, buffer.count, &count)
      if code == CURLE_AGAIN {
        isReady = false
        return
      }
      guard code == CURLE_OK, count > 0 else { return endOfConnection(loop: loop) }
      lastHeard = now
      take(UnsafeRawBufferPointer(rebasing: buffer[..<count]), now: now, loop: loop)
    }
  }

  private func take(_ bytes: UnsafeRawBufferPointer, now: Int64, loop: TransportLoop) {
    switch phase {
    case .handshaking: takeHandshake(bytes, now: now, loop: loop)
    case .open, .closing: takeFrames(bytes, loop: loop)
    default: break
    }
  }

  private func takeHandshake(_ bytes: UnsafeRawBufferPointer, now: Int64, loop: TransportLoop) {
    switch handshake.receive(bytes) {
    case .incomplete: break
    case .refused(let status): end(.upgradeRefused(status: status), loop: loop)
    case .agreed(let headers, let rest):
      phase = .open
      lastHeard = now
      handler?(.opened(headers))
      let messages = waitingMessages
      waitingMessages = []
      for (opcode, payload, number) in messages {
        queue(opcode, payload, number: number, loop: loop)
      }
      rest.withUnsafeBytes { takeFrames($0, loop: loop) }
    }
  }

  private func takeFrames(_ bytes: UnsafeRawBufferPointer, loop: TransportLoop) {
    var failure: WebSocketProtocolError?
    do throws(WebSocketProtocolError) {
      try codec.receive(bytes, into: &events)
    } catch { failure = error }
    for event in events { deliver(event, loop: loop) }
    events.removeAll(keepingCapacity: true)
    guard let failure, let handle else { return }
    sendClose(failure.closeCode, "")
    _ = outbox.flush(handle)
    end(.violation(failure), loop: loop)
  }

  private func deliver(_ event: WebSocketCodec.Event, loop: TransportLoop) {
    switch event {
    case .text(let bytes): handler?(.text(bytes))
    case .binary(let bytes): handler?(.binary(bytes))
    case .pong(let bytes): handler?(.pong(bytes))
    case .ping(let bytes):
      sendControl(.pong, bytes, loop: loop)
      handler?(.ping(bytes))
    case .close(let code, let reason):
      peerClose = (code, reason)
      if case .open = phase { sendClose(code ?? 1000, "") }
      if let handle { _ = outbox.flush(handle) }
      end(.closeFrames, loop: loop)
    }
  }

  private func queue(
    _ opcode: WebSocketOpcode, _ payload: [UInt8], number: UInt64?, loop: TransportLoop
  ) {
    guard outbox.queuedBytes + payload.count <= configuration.maximumQueuedBytes else {
      return end(.transport(.send), loop: loop)
    }
    outbox.add(
      WebSocketCodec.frame(opcode, payload, mask: entropy.next()), number: number)
  }

  private func sendClose(_ code: UInt16, _ reason: String) {
    let code = WebSocketCodec.maySend(closeCode: code) ? code : 1000
    outbox.add(
      WebSocketCodec.frame(
        .close, WebSocketCodec.closePayload(code, reason: reason), mask: entropy.next()))
    phase = .closing(
      until: MonotonicTime.now() + MonotonicTime.nanoseconds(configuration.closeTimeout))
  }

  private func keepAlive(now: Int64, loop: TransportLoop) {
    let silence = now - lastHeard
    if silence >= MonotonicTime.nanoseconds(configuration.stallTimeout), !isReady {
      return end(.stalled, loop: loop)
    }
    guard let interval = configuration.pingInterval.map(MonotonicTime.nanoseconds),
      silence >= interval, now - lastPing >= interval
    else { return }
    lastPing = now
    sendControl(.ping, [], loop: loop)
  }

  private func nextCall(now: Int64) -> Int64 {
    switch phase {
    case .handshaking: return max(0, deadline - now)
    case .closing(let until): return max(0, until - now)
    case .open:
      let stall = lastHeard + MonotonicTime.nanoseconds(configuration.stallTimeout)
      guard let interval = configuration.pingInterval.map(MonotonicTime.nanoseconds) else {
        return max(0, stall - now)
      }
      return max(0, min(stall, max(lastHeard, lastPing) + interval) - now)
    default: return 1_000_000_000
    }
  }

  private func endOfConnection(loop: TransportLoop) {
    switch phase {
    case .handshaking: end(.upgradeRefused(status: 0), loop: loop)
    default: end(.dropped, loop: loop)
    }
  }

  private func end(_ cause: WebSocketClosure.Cause, loop: TransportLoop) {
    if case .closed = phase { return }
    phase = .closed
    socket = -1
    let firstUnsent = outbox.firstUnsent
    outbox.discard()
    if let handle {
      ccurl_multi_remove_handle(loop.multi, handle)
      ccurl_easy_cleanup(handle)
    }
    handle = nil
    loop.release(self)
    let handler = handler
    self.handler = nil
    handler?(
      .closed(
        WebSocketClosure(
          cause: cause, code: peerClose?.code, reason: peerClose?.reason ?? "",
          firstUnsent: waitingMessages.first?.2 ?? firstUnsent, endpoint: address.origin)))
  }

  private static func cause(_ code: CURLcode) -> TransportError.Cause {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .nameLookup
    case CURLE_COULDNT_CONNECT: .connect
    case CURLE_OPERATION_TIMEDOUT: .timeout
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE:
      .secureHandshake
    default: .other(code: Int32(bitPattern: code.rawValue))
    }
  }
}
