import CCurl
import Glibc

/// What the transport's thread does; touched by that thread only.
final class TransportLoop: @unchecked Sendable {
  let multi: UnsafeMutableRawPointer
  private let inbox: TransportInbox
  private var work: [TransportInbox.Work] = []
  private var idleHandles: [CurlHandleKey: [UnsafeMutableRawPointer]] = [:]
  private var exchanges: [ObjectIdentifier: HTTPExchange] = [:]
  private(set) var streams: [ObjectIdentifier: WebSocketStream] = [:]
  private var descriptors: [curl_waitfd] = []
  private var polled: [WebSocketStream] = []
  let receiveBuffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 131_072, alignment: 64)

  init(multi: UnsafeMutableRawPointer, inbox: TransportInbox) {
    self.multi = multi
    self.inbox = inbox
    _ = ccurl_set_multi_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    _ = ccurl_set_multi_long(multi, CURLMOPT_MAXCONNECTS, 256)
    _ = ccurl_set_multi_long(multi, CURLMOPT_MAX_CONCURRENT_STREAMS, 128)
  }

  /// Runs until stopped, then ends what is under way and frees everything.
  func run() {
    blockBrokenPipeSignal()
    while true {
      let isStopped = inbox.take(&work)
      for item in work { item(self) }
      work.removeAll(keepingCapacity: true)
      if isStopped { break }
      var running: Int32 = 0
      ccurl_multi_perform(multi, &running)
      finishDone()
      let wait = serviceStreams()
      if wait > 0, inbox.mayWait() {
        poll(milliseconds: wait)
      } else if !streams.isEmpty {
        poll(milliseconds: 0)
      }
    }
    shutDown()
  }

  /// A write to a closed connection must be an error here and never a signal to the process.
  private func blockBrokenPipeSignal() {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  private func poll(milliseconds: Int32) {
    descriptors.removeAll(keepingCapacity: true)
    polled.removeAll(keepingCapacity: true)
    for stream in streams.values {
      guard let descriptor = stream.waitDescriptor else { continue }
      descriptors.append(descriptor)
      polled.append(stream)
    }
    descriptors.withUnsafeMutableBufferPointer { list in
      _ = ccurl_multi_poll(multi, list.baseAddress, UInt32(list.count), milliseconds, nil)
    }
    for (descriptor, stream) in zip(descriptors, polled) where descriptor.revents != 0 {
      stream.isReady = true
    }
  }

  /// Gives every stream its turn; how long the thread may sleep, in milliseconds.
  private func serviceStreams() -> Int32 {
    guard !streams.isEmpty else { return 1_000 }
    let now = MonotonicTime.now()
    var wait: Int64 = 1_000_000_000
    for stream in Array(streams.values) {
      wait = min(wait, stream.service(now: now, loop: self))
    }
    return Int32((wait + 999_999) / 1_000_000)
  }

  private func finishDone() {
    var left: Int32 = 0
    while let message = ccurl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
        let context = ccurl_get_pointer(handle)
      else { continue }
      let code = ccurl_message_result(message)
      Unmanaged<TransportJob>.fromOpaque(context).takeUnretainedValue().done(code, loop: self)
    }
  }

  private func shutDown() {
    for exchange in Array(exchanges.values) { exchange.abandon(.closed, loop: self) }
    for stream in Array(streams.values) { stream.abandon(.closed, loop: self) }
    for handle in idleHandles.values.joined() { ccurl_easy_cleanup(handle) }
    inbox.detach()
    ccurl_multi_cleanup(multi)
    receiveBuffer.deallocate()
  }
}

extension TransportLoop {
  /// A handle that was used before with the same lasting settings, if one is idle.
  func takeIdleHandle(_ key: CurlHandleKey) -> UnsafeMutableRawPointer? {
    idleHandles[key]?.popLast()
  }

  /// Takes a handle back with its lasting settings; those beyond what is useful are freed.
  func giveBack(_ handle: UnsafeMutableRawPointer, _ key: CurlHandleKey) {
    guard idleHandles[key, default: []].count < 128 else { return ccurl_easy_cleanup(handle) }
    idleHandles[key, default: []].append(handle)
  }

  /// Keeps an exchange alive while libcurl knows it.
  func keep(_ exchange: HTTPExchange) { exchanges[ObjectIdentifier(exchange)] = exchange }

  /// Lets an exchange go.
  func release(_ exchange: HTTPExchange) {
    exchanges.removeValue(forKey: ObjectIdentifier(exchange))
  }

  /// Keeps a stream alive until it closed.
  func keep(_ stream: WebSocketStream) { streams[ObjectIdentifier(stream)] = stream }

  /// Lets a stream go.
  func release(_ stream: WebSocketStream) {
    streams.removeValue(forKey: ObjectIdentifier(stream))
  }
}
