/// How a client connects and what it accepts.
public struct HTTPClientConfiguration: Hashable, Sendable {
  /// Which endpoints may be reached.
  public var endpoints: EndpointPolicy = .loopbackOnly
  /// The most time for name, connection and TLS together.
  public var connectTimeout: Duration = .seconds(3)
  /// The most bytes of body an answer may have, unless the request says otherwise.
  public var maximumAnswerBytes = 1_048_576
  /// The most bytes of header fields an answer may have.
  public var maximumHeaderBytes = 65_536
  /// A PEM file of certificate authorities instead of the system's.
  public var certificateAuthorityFile: String?
  /// A proxy's address; none is used unless it stands here, whatever the environment says.
  public var proxy: String?

  /// The defaults: loopback only, 3 s to connect, 1 MiB of body.
  public init() {}
}
