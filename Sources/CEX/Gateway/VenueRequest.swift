import VenueDefinitions

/// One HTTP request exactly as it will be sent, and what it costs.
public struct VenueRequest: Hashable, Sendable {
  /// Its method.
  public var method: WireEndpoint.Method
  /// Its address, query included.
  public var url: String
  /// Its header fields in order; `Host` and `Content-Length` are the transport's.
  public var headers: [WireHeader]
  /// Its body; the signature covers exactly these bytes.
  public var body: [UInt8]
  /// The lane it goes in.
  public var lane: WireEndpoint.Lane
  /// The rate bucket it draws on.
  public var bucket: String
  /// What it draws.
  public var weight: Int
}
