/// An HTTP answer, and how the server is to deliver it.
public struct VenueAnswer: Sendable {
  /// What happens to the answer on its way.
  public enum Delivery: Hashable, Sendable {
    /// It arrives.
    case whole
    /// The connection closes without one byte of it.
    case dropped
    /// So many bytes of the body arrive, then the connection closes.
    case truncated(Int)
    /// Nothing arrives and the connection stays open: the client runs into its own time limit.
    case never
  }

  /// The status code.
  public var status: Int
  /// Headers beside content type and length.
  public var headers: [(name: String, value: String)] = []
  /// The body.
  public var body: String
  /// The content type.
  public var contentType = "application/json"
  /// How it is delivered.
  public var delivery = Delivery.whole

  /// An answer.
  public init(status: Int, body: String, headers: [(name: String, value: String)] = []) {
    self.status = status
    self.body = body
    self.headers = headers
  }
}
