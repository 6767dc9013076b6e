import CCurl
import Glibc
import Synchronization

/// One request under way; made by the caller, then touched by the transport's thread only.
final class HTTPExchange: TransportJob, @unchecked Sendable {
  let request: HTTPRequest
  let address: EndpointAddress
  let configuration: HTTPClientConfiguration
  private let key: CurlHandleKey
  let deadline: Int64
  var answer: HTTPAnswerReader
  var attempts = 0
  var mayHaveLeft = false
  var repeatWasRefused = false
  private var handle: UnsafeMutableRawPointer?
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private var body: UnsafeMutableRawBufferPointer?
  private var completion: (@Sendable (Result<HTTPResponse, TransportError>) -> Void)?
  private let isCancelledEarly = Atomic(false)

  init(
    request: HTTPRequest, address: EndpointAddress, configuration: HTTPClientConfiguration,
    client: UInt64, deadline: Int64,
    completion: @escaping @Sendable (Result<HTTPResponse, TransportError>) -> Void
  ) {
    self.request = request
    self.address = address
    self.configuration = configuration
    key = CurlHandleKey(
      client: client, isSecure: address.isSecure,
      isConfined: configuration.endpoints.isConfinedToLoopback(address))
    self.deadline = deadline
    self.completion = completion
    answer = HTTPAnswerReader(
      maximumHeaderBytes: configuration.maximumHeaderBytes,
      maximumBodyBytes: request.maximumAnswerBytes ?? configuration.maximumAnswerBytes)
  }

  /// Asks from any thread that the exchange end before it begins.
  func cancelBeforeStart() { isCancelledEarly.store(true, ordering: .releasing) }

  /// Hands the request to libcurl.
  func begin(loop: TransportLoop) {
    guard completion != nil else { return }
    let remaining = deadline - MonotonicTime.now()
    if isCancelledEarly.load(ordering: .acquiring) { return finish(.failure(error(.cancelled))) }
    if remaining <= 0 { return finish(.failure(error(.timeout))) }
    let idle = loop.takeIdleHandle(key)
    guard let handle = idle ?? ccurl_easy_init() else { return finish(.failure(error(.closed))) }
    self.handle = handle
    loop.keep(self)
    if idle == nil { configureLasting(handle) }
    configure(handle, milliseconds: Int(max(1, remaining / 1_000_000)))
    if ccurl_multi_add_handle(loop.multi, handle) != CURLM_OK {
      end(.failure(error(.closed)), loop: loop)
    }
  }

  override func done(_ code: CURLcode, loop: TransportLoop) {
    guard let handle else { return }
    ccurl_multi_remove_handle(loop.multi, handle)
    end(outcome(code, handle), loop: loop)
  }

  /// Ends the exchange from our side.
  func abandon(_ cause: TransportError.Cause, loop: TransportLoop) {
    guard let handle else { return finish(.failure(error(cause))) }
    let timings = HTTPTimings(handle)
    let failure = TransportError(
      cause, delivery(timings), endpoint: address.origin, timings: timings)
    ccurl_multi_remove_handle(loop.multi, handle)
    end(.failure(failure), loop: loop)
  }

  /// Called by libcurl before it writes the request to a connection, and again before it would
  /// repeat it on another because the first died: that is refused unless the request is a read or
  /// nothing had left.
  func mayWrite() -> Bool {
    attempts += 1
    guard attempts > 1, let handle else { return true }
    if !hasProvablySentNothing(HTTPTimings(handle)) { mayHaveLeft = true }
    if request.isRepeatable || !mayHaveLeft { return true }
    repeatWasRefused = true
    return false
  }

  private func outcome(
    _ code: CURLcode, _ handle: UnsafeMutableRawPointer
  ) -> Result<HTTPResponse, TransportError> {
    let timings = HTTPTimings(handle)
    if code == CURLE_OK, answer.failure == nil {
      return .success(
        HTTPResponse(
          status: answer.status, headers: answer.headers, body: answer.takeBody(),
          majorVersion: answer.majorVersion, timings: timings))
    }
    let cause =
      answer.failure ?? (repeatWasRefused ? .connectionLostAfterSending : self.cause(code))
    return .failure(
      TransportError(cause, delivery(timings), endpoint: address.origin, timings: timings))
  }

  private func delivery(_ timings: HTTPTimings) -> TransportError.Delivery {
    if answer.status >= 200 { return .answerIncomplete(status: answer.status) }
    if attempts == 0 { return .nothingSent }
    return !mayHaveLeft && hasProvablySentNothing(timings) ? .nothingSent : .maybeSent
  }

  /// Whether libcurl wrote not one byte on the present connection. Where frames or TLS records
  /// may have left before the write was reported (HTTP/2, long requests), nothing is proved.
  private func hasProvablySentNothing(_ timings: HTTPTimings) -> Bool {
    if attempts == 0 { return true }
    guard let handle, timings.requestBytes == 0, timings.bodyBytes == 0 else { return false }
    if address.isSecure {
      let version = ccurl_get_long(handle, CURLINFO_HTTP_VERSION)
      return version == CURL_HTTP_VERSION_1_1 && request.body.count < 8_192
    }
    return true
  }

  private func cause(_ code: CURLcode) -> TransportError.Cause {
    switch code {
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .invalidRequest("address")
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .nameLookup
    case CURLE_COULDNT_CONNECT: .connect
    case CURLE_OPERATION_TIMEDOUT: .timeout
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR:
      .secureHandshake
    case CURLE_SEND_ERROR: .send
    case CURLE_RECV_ERROR, CURLE_GOT_NOTHING: .receive
    case CURLE_PARTIAL_FILE: .truncated
    case CURLE_FILESIZE_EXCEEDED: .bodyTooLarge(limit: answer.maximumBodyBytes)
    case CURLE_OUT_OF_MEMORY: .headersTooLarge
    case CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP2, CURLE_HTTP2_STREAM: .malformedAnswer
    default: .other(code: Int32(bitPattern: code.rawValue))
    }
  }

  private func error(_ cause: TransportError.Cause) -> TransportError {
    TransportError(cause, .nothingSent, endpoint: address.origin)
  }

  private func end(_ result: Result<HTTPResponse, TransportError>, loop: TransportLoop) {
    if let handle { loop.giveBack(handle, key) }
    handle = nil
    if let headerList { ccurl_slist_free_all(headerList) }
    headerList = nil
    body?.deallocate()
    body = nil
    loop.release(self)
    finish(result)
  }

  private func finish(_ result: Result<HTTPResponse, TransportError>) {
    let completion = completion
    self.completion = nil
    completion?(result)
  }
}

extension HTTPExchange {
  /// What every exchange of this client with such an endpoint has in common.
  private func configureLasting(_ handle: UnsafeMutableRawPointer) {
    CurlSettings.apply(to: handle, address: address, configuration: configuration)
    let version = address.isSecure ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1
    _ = ccurl_set_long(handle, CURLOPT_HTTP_VERSION, Int(version))
    _ = ccurl_set_long(handle, CURLOPT_PIPEWAIT, address.isSecure ? 1 : 0)
    _ = ccurl_set_data_callback(handle, CURLOPT_WRITEFUNCTION, receiveBody)
    _ = ccurl_set_data_callback(handle, CURLOPT_HEADERFUNCTION, receiveHeader)
    _ = ccurl_set_request_callback(handle, beforeRequest)
  }

  /// What is this exchange's own; sets everything an earlier exchange may have left.
  private func configure(_ handle: UnsafeMutableRawPointer, milliseconds: Int) {
    let context = Unmanaged<TransportJob>.passUnretained(self).toOpaque()
    CurlSettings.limit(handle, configuration: configuration, milliseconds: milliseconds)
    _ = ccurl_set_pointer(handle, CURLOPT_PRIVATE, context)
    _ = ccurl_set_pointer(handle, CURLOPT_WRITEDATA, context)
    _ = ccurl_set_pointer(handle, CURLOPT_HEADERDATA, context)
    _ = ccurl_set_pointer(handle, CURLOPT_PREREQDATA, context)
    _ = ccurl_set_text(handle, CURLOPT_URL, request.url)
    _ = ccurl_set_offset(
      handle, CURLOPT_MAXFILESIZE_LARGE, Int64(max(1, answer.maximumBodyBytes)))
    configureBody(handle)
    configureHeaders(handle)
  }

  private func configureBody(_ handle: UnsafeMutableRawPointer) {
    _ = ccurl_set_text(handle, CURLOPT_CUSTOMREQUEST, nil)
    _ = ccurl_set_pointer(handle, CURLOPT_POSTFIELDS, nil)
    _ = ccurl_set_long(handle, CURLOPT_HTTPGET, 1)
    if request.method == .get && request.body.isEmpty { return }
    if !request.body.isEmpty || request.method == .post {
      let copy = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(1, request.body.count), alignment: 1)
      copy.copyBytes(from: request.body)
      body = copy
      _ = ccurl_set_long(handle, CURLOPT_POST, 1)
      _ = ccurl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, Int64(request.body.count))
      _ = ccurl_set_pointer(handle, CURLOPT_POSTFIELDS, copy.baseAddress)
    }
    if request.method != .post {
      _ = ccurl_set_text(handle, CURLOPT_CUSTOMREQUEST, request.method.rawValue)
    }
  }

  private func configureHeaders(_ handle: UnsafeMutableRawPointer) {
    for name in ["Expect", "Accept", "Content-Type"]
    where request.headers.value(of: name) == nil {
      headerList = ccurl_slist_append(headerList, name + ":")
    }
    for header in request.headers {
      let line = header.value.isEmpty ? header.name + ";" : "\(header.name): \(header.value)"
      headerList = ccurl_slist_append(headerList, line)
    }
    _ = ccurl_set_list(handle, CURLOPT_HTTPHEADER, headerList)
  }
}

private func exchange(_ context: UnsafeMutableRawPointer) -> HTTPExchange {
  Unmanaged<HTTPExchange>.fromOpaque(context).takeUnretainedValue()
}

private func receiveBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return 0 }
  let exchange = exchange(context)
  let buffer = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return exchange.answer.receiveBody(buffer) ? buffer.count : 0
}

private func receiveHeader(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return 0 }
  let exchange = exchange(context)
  let buffer = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return exchange.answer.receiveHeaderLine(buffer) ? buffer.count : 0
}

private func beforeRequest(
  _ context: UnsafeMutableRawPointer?, _ peer: UnsafeMutablePointer<CChar>?,
  _ own: UnsafeMutablePointer<CChar>?, _ peerPort: Int32, _ ownPort: Int32
) -> Int32 {
  guard let context else { return CURL_PREREQFUNC_ABORT }
  return exchange(context).mayWrite() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}
