import CCurl

/// What every connection has in common, HTTP or WebSocket.
enum CurlSettings {
  /// Sets them on a handle that was reset.
  static func apply(
    to handle: UnsafeMutableRawPointer, address: EndpointAddress,
    configuration: HTTPClientConfiguration
  ) {
    _ = ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
    _ = ccurl_set_long(handle, CURLOPT_QUICK_EXIT, 1)
    _ = ccurl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    _ = ccurl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
    _ = ccurl_set_long(handle, CURLOPT_PATH_AS_IS, 1)
    _ = ccurl_set_long(handle, CURLOPT_TCP_NODELAY, 1)
    _ = ccurl_set_long(handle, CURLOPT_TCP_KEEPALIVE, 1)
    _ = ccurl_set_long(handle, CURLOPT_MAXAGE_CONN, 60)
    _ = ccurl_set_long(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    _ = ccurl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1)
    _ = ccurl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2)
    if let file = configuration.certificateAuthorityFile {
      _ = ccurl_set_text(handle, CURLOPT_CAINFO, file)
    }
    if let proxy = configuration.proxy {
      _ = ccurl_set_text(handle, CURLOPT_PROXY, proxy)
      _ = ccurl_set_text(handle, CURLOPT_NOPROXY, "")
    } else {
      _ = ccurl_set_text(handle, CURLOPT_PROXY, "")
      _ = ccurl_set_text(handle, CURLOPT_NOPROXY, "*")
    }
    if configuration.endpoints.isConfinedToLoopback(address), configuration.proxy == nil {
      _ = ccurl_restrict_to_loopback(handle)
    }
  }

  /// Sets how long everything, and connecting, may take.
  static func limit(
    _ handle: UnsafeMutableRawPointer, configuration: HTTPClientConfiguration, milliseconds: Int
  ) {
    _ = ccurl_set_long(handle, CURLOPT_TIMEOUT_MS, milliseconds)
    let connect = Int(MonotonicTime.nanoseconds(configuration.connectTimeout) / 1_000_000)
    _ = ccurl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, max(1, min(connect, milliseconds)))
  }
}
