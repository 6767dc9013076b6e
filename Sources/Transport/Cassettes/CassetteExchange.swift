import Hashing
import JSON

/// One recorded exchange, secrets taken out.
public struct CassetteExchange: Hashable, Sendable {
  /// How it ended.
  public enum Outcome: Hashable, Sendable {
    /// A whole answer.
    case answer(status: Int, headers: [HTTPHeader], body: [UInt8])
    /// No whole answer; replayed with what was known about the request.
    case failure(TransportError.Delivery)
  }

  /// The method.
  public let method: HTTPMethod
  /// The address, secret query values hidden.
  public let url: String
  /// The body, secret members hidden.
  public let body: [UInt8]
  /// How it ended.
  public let outcome: Outcome

  /// An exchange as it happened, secrets taken out.
  public init(_ request: HTTPRequest, _ result: Result<HTTPResponse, TransportError>) {
    method = request.method
    url = Redaction.url(request.url)
    body = Redaction.body(request.body)
    switch result {
    case .success(let answer):
      outcome = .answer(
        status: answer.status, headers: answer.headers.map(Redaction.header),
        body: Redaction.body(answer.body))
    case .failure(let error): outcome = .failure(error.delivery)
    }
  }

  /// Reads a line of a cassette; nil where it is not one.
  public init?(line: String) {
    guard let node = try? JSONNode(parsing: line),
      let method = node["method"]?.text.flatMap(HTTPMethod.init(rawValue:)),
      let url = node["url"]?.text, let body = Self.bytes(node["body"])
    else { return nil }
    self.method = method
    self.url = url
    self.body = body
    if let delivery = node["failure"]?.text {
      guard let delivery = Self.delivery(delivery, status: node["status"]) else { return nil }
      outcome = .failure(delivery)
      return
    }
    guard let status = Self.integer(node["status"]), let answer = Self.bytes(node["answer"]),
      let headers = node["headers"]?.elements
    else { return nil }
    let fields = headers.compactMap { field -> HTTPHeader? in
      guard let parts = field.elements, parts.count == 2, let name = parts[0].text,
        let value = parts[1].text
      else { return nil }
      return HTTPHeader(name, value)
    }
    guard fields.count == headers.count else { return nil }
    outcome = .answer(status: status, headers: fields, body: answer)
  }

  /// The exchange as one line of JSON.
  public var line: String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("method", method.rawValue)
      writer.field("url", url)
      writer.field("body", Self.node(body))
      switch outcome {
      case .answer(let status, let headers, let answer):
        writer.number("status", status)
        writer.field(
          "headers",
          JSONNode.array(headers.map { .array([.string($0.name), .string($0.value)]) }))
        writer.field("answer", Self.node(answer))
      case .failure(.nothingSent): writer.field("failure", "nothingSent")
      case .failure(.maybeSent): writer.field("failure", "maybeSent")
      case .failure(.answerIncomplete(let status)):
        writer.field("failure", "answerIncomplete")
        writer.number("status", status)
      }
    }
    return writer.text
  }

  private static func delivery(
    _ text: String, status: JSONNode?
  ) -> TransportError.Delivery? {
    switch text {
    case "nothingSent": .nothingSent
    case "maybeSent": .maybeSent
    case "answerIncomplete": integer(status).map { .answerIncomplete(status: $0) }
    default: nil
    }
  }

  private static func integer(_ node: JSONNode?) -> Int? {
    if case .number(let literal)? = node { Int(literal) } else { nil }
  }

  /// Text as a string, other bytes as an object with their base64.
  private static func node(_ bytes: [UInt8]) -> JSONNode {
    if let text = String(validating: bytes, as: UTF8.self) { return .string(text) }
    return .object([JSONMember(name: "base64", value: .string(Base64.encoded(bytes)))])
  }

  private static func bytes(_ node: JSONNode?) -> [UInt8]? {
    if let text = node?.text { return Array(text.utf8) }
    return node?["base64"]?.text.flatMap { Base64.decoded($0) }
  }
}
