/// What the lasting settings of a handle depend on: handles with the same key are used again
/// without being set up anew, which libcurl's reset would cost more than the exchange itself.
struct CurlHandleKey: Hashable, Sendable {
  /// The client whose configuration is set.
  var client: UInt64
  /// Whether it speaks TLS.
  var isSecure: Bool
  /// Whether it may open sockets to this machine only.
  var isConfined: Bool
}
