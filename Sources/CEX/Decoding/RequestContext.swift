import JSON
import TradingModel

/// What is known of the request an answer belongs to.
struct RequestContext: Sendable {
  /// What was asked; nil where the line does not tell, and the payload must.
  var kind: RequestKind?
  /// Whether the venue may have changed something because of it; assumed where not known.
  var mutates = true
  /// The symbol asked about, as the line spells it.
  var symbol: String?
  var orderID: String?
  var clientOrderID: String?
  var currency: String?

  /// Nothing is known.
  init() {}

  /// Reads `request`: an action's name, `METHOD path`, a path, or an object with `action`,
  /// `method`, `path` or `url`, and parameters at its top or under `params` or `body`.
  init(_ request: JSONNode?) {
    guard let request else { return }
    if let text = request.text {
      read(text)
      return
    }
    guard request.members != nil else { return }
    let row = WireRow(request)
    let path = row.text(anyOf: "path", "url", "endpoint")
    let method = row.text("method")
    if let action = row.text(anyOf: "action", "call", "name", "type") { read(action) }
    if kind == nil, let path { read((method ?? "") + " " + path) }
    if kind == nil, path == nil, let method { read(method) }
    for source in [row] + ["params", "body", "fields", "args"].compactMap(row.row) {
      symbol = symbol ?? source.text(anyOf: "symbol", "instId", "instrument")
      orderID = orderID ?? source.text(anyOf: "orderId", "ordId", "algoId")
      clientOrderID =
        clientOrderID
        ?? source.text(
          anyOf: "clientOrderId", "newClientOrderId", "origClientOrderId", "orderLinkId", "clOrdId")
      currency = currency ?? source.text(anyOf: "coin", "ccy", "asset", "currency")
    }
  }

  private mutating func read(_ text: String) {
    if let kind = RequestNames.kind(named: text) {
      self.kind = kind
      mutates = kind.mutates
      return
    }
    let words = text.split(separator: " ", maxSplits: 1).map(String.init)
    let hasMethod = words.count == 2 && ["GET", "POST", "PUT", "DELETE"].contains(words[0])
    let method = hasMethod ? words[0] : nil
    let path = (hasMethod ? words[1] : text).trimmingSpaces
    guard path.contains("/") else { return }
    kind = RequestNames.kind(ofPath: path, method: method)
    if let kind {
      mutates = kind.mutates
    } else {
      mutates = method != "GET"
    }
  }
}

extension String {
  /// Without spaces at either end.
  var trimmingSpaces: String {
    var rest = self[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
