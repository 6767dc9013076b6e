import JSON
import TradingModel

/// One line of `venues decode --jsonl`.
struct DecodeRequest {
  /// The line's id, as it was written.
  var id: JSONNode = .null
  var venue = ""
  var market = Market.spot
  /// Whether the payload came on a stream.
  var isStream = false
  var status: Int?
  var context = RequestContext()
  /// The payload; nil where nothing arrived.
  var payload: JSONNode?
  /// One stream's frames in order; nil for a single payload.
  var messages: [JSONNode]?

  /// Why a line cannot be answered by decoding.
  struct Mistake: Error {
    var id: JSONNode
    var message: String
  }

  init(line: [UInt8]) throws(Mistake) {
    let node: JSONNode
    do {
      node = try JSONNode(parsing: line)
    } catch {
      throw Mistake(id: .null, message: "the line is not JSON: \(error)")
    }
    guard node.members != nil else {
      throw Mistake(id: .null, message: "the line is not an object")
    }
    id = node["id"] ?? .null
    let row = WireRow(node)
    guard let name = row.text("venue") else { throw Mistake(id: id, message: "venue is missing") }
    guard let market = Self.market(row.text("market"), venue: name) else {
      throw Mistake(id: id, message: "market is neither spot nor linear")
    }
    self.market = market
    venue = name == "binanceusdm" ? "binance" : name
    messages = node["messages"]?.elements
    switch row.text("transport") {
    case "ws", "websocket", "stream": isStream = true
    case nil: isStream = messages != nil
    case "rest", "http": isStream = false
    default: throw Mistake(id: id, message: "transport is neither rest nor ws")
    }
    if let text = row.text("status") {
      guard let value = Int(text), (0...999).contains(value) else {
        throw Mistake(id: id, message: "status is not an HTTP status")
      }
      status = value
    }
    context = RequestContext(node["request"])
    if let member = node["payload"] {
      if case .null = member {} else { payload = member }
    }
    if payload == nil, let body = node["body"] { payload = body }
  }

  private static func market(_ word: String?, venue: String) -> Market? {
    switch word?.lowercased() {
    case "spot": venue == "binanceusdm" ? nil : .spot
    case "linear", "perp", "swap", "future", "futures", "usdm": .perp
    case nil: venue == "binanceusdm" ? .perp : .spot
    default: nil
    }
  }
}
