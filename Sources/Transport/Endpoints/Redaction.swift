import JSON

/// Takes secrets out of what is written down. Header values pass only where their name is known
/// to be harmless; query and body values are hidden where their name is known to be secret.
public enum Redaction {
  /// What stands where a secret was.
  public static let mark = "[redacted]"

  /// Names of query parameters and JSON members whose values are secret, in lower case.
  private static let secretNames: Set<String> = [
    "signature", "sign", "apikey", "api_key", "secret", "secretkey", "passphrase", "password",
    "listenkey", "token", "key", "privatekey", "authorization",
  ]

  private static let harmlessHeaders: Set<String> = [
    "accept", "content-type", "content-length", "date", "retry-after", "server", "connection",
    "ok-access-timestamp", "x-bapi-timestamp", "x-bapi-recv-window", "x-bapi-limit",
    "x-bapi-limit-status", "x-bapi-limit-reset-timestamp", "x-simulated-trading",
  ]

  /// A header with its value hidden unless the name is known to be harmless.
  public static func header(_ header: HTTPHeader) -> HTTPHeader {
    let name = header.name.lowercased()
    let passes =
      harmlessHeaders.contains(name) || name.hasPrefix("x-mbx-used-weight")
      || name.hasPrefix("x-mbx-order-count") || name.hasPrefix("x-sapi-used-")
    return passes ? header : HTTPHeader(header.name, mark)
  }

  /// An address with secret query values hidden, and parts of the path that look like access keys
  /// (as node providers and listen keys have them): 24 or more letters, digits, `-` and `_`.
  public static func url(_ url: String) -> String {
    let question = url.firstIndex(of: "?") ?? url.endIndex
    let path = url[..<question].split(separator: "/", omittingEmptySubsequences: false)
      .map { looksLikeKey($0) ? mark : String($0) }.joined(separator: "/")
    if question == url.endIndex { return path }
    return path + "?" + form(url[url.index(after: question)...])
  }

  private static func looksLikeKey(_ part: Substring) -> Bool {
    part.utf8.count >= 24 && part.contains(where: \.isNumber)
      && part.utf8.allSatisfy {
        $0 >= 0x30 && $0 <= 0x39 || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7a || $0 == 0x2d
          || $0 == 0x5f
      }
  }

  /// A body with secret members or form values hidden. What is neither JSON nor a form stays.
  public static func body(_ body: [UInt8]) -> [UInt8] {
    if let node = try? JSONNode(parsing: body) { return Array(redacted(node).description.utf8) }
    guard let text = String(validating: body, as: UTF8.self), text.contains("="),
      !text.contains(where: { $0 == "<" || $0 == "{" || $0 == "\n" })
    else { return body }
    return Array(form(text[...]).utf8)
  }

  private static func form(_ text: Substring) -> String {
    text.split(separator: "&", omittingEmptySubsequences: false).map { field -> String in
      guard let equals = field.firstIndex(of: "="),
        secretNames.contains(field[..<equals].lowercased())
      else { return String(field) }
      return field[...equals] + mark
    }.joined(separator: "&")
  }

  private static func redacted(_ node: JSONNode) -> JSONNode {
    switch node {
    case .array(let elements): .array(elements.map(redacted))
    case .object(let members):
      .object(
        members.map {
          JSONMember(
            name: $0.name,
            value: secretNames.contains($0.name.lowercased())
              ? .string(mark) : redacted($0.value))
        })
    default: node
    }
  }
}
