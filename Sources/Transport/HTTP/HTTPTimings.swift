/// When each phase of an exchange was over, in microseconds from its start, 0 where the phase was
/// not reached or was skipped (a reused connection looks up no name). Source: CURLINFO_*_TIME_T.
public struct HTTPTimings: Hashable, Sendable {
  /// The name was resolved.
  public var nameLookup: Int64 = 0
  /// The connection was there.
  public var connect: Int64 = 0
  /// TLS was agreed.
  public var secureHandshake: Int64 = 0
  /// The request was about to be sent.
  public var readyToSend: Int64 = 0
  /// The first byte of the answer came.
  public var firstByte: Int64 = 0
  /// The exchange was over.
  public var total: Int64 = 0
  /// Bytes of request head (and of a body sent along with it) handed to the connection.
  public var requestBytes: Int64 = 0
  /// Bytes of request body handed to the connection.
  public var bodyBytes: Int64 = 0

  /// Nothing measured.
  public init() {}
}
