import JSON
import TradingModel
import VenueDefinitions

/// `venues request`: a line with a call in, a line with the exact requests out. Pure: it sends
/// nothing and reads no clock.
public struct RequestTool: Sendable {
  private let registry: VenueRegistry
  private let books: [String: InstrumentBook]
  private let credentials: @Sendable (_ venue: String) -> Credentials?
  private let answer: OrderAnswer

  /// A tool over venue files.
  /// - Parameters:
  ///   - instruments: the venues' own answers by venue; where one is missing, those of the files.
  ///   - answer: how much answers to orders shall tell, where a venue offers the choice.
  ///   - credentials: the key of a venue; nil refuses calls that need one.
  public init(
    registry: VenueRegistry, instruments: [String: InstrumentBook] = [:],
    answer: OrderAnswer = .result,
    credentials: @escaping @Sendable (_ venue: String) -> Credentials?
  ) {
    self.registry = registry
    books = instruments
    self.answer = answer
    self.credentials = credentials
  }

  /// The answer to one line: `{"id","requests":[…]}`, or `{"id","error":{"code","message"}}` where
  /// nothing may be sent.
  /// - Parameter time: milliseconds since 1970.
  public func answer(line: [UInt8], at time: Int64) -> String {
    let node: JSONNode
    do {
      node = try JSONNode(parsing: line)
    } catch {
      return Self.refusal(.null, GatewayRefusal("malformed", "the line is no JSON: \(error)"))
    }
    let id = Self.identifier(node["id"])
    do throws(GatewayRefusal) {
      guard id != .null else { throw GatewayRefusal.missing("id", "a text or a number") }
      let call = try CallReader(node)
      let dialect = try dialect(call.venue, call.environment)
      let requests = try dialect.requests(
        for: GatewayCall(market: call.market, action: call.action), at: time)
      return Self.answer(id, requests)
    } catch {
      return Self.refusal(id, error)
    }
  }

  /// The dialect of a venue.
  /// - Throws: ``GatewayRefusal`` when the venue or environment is not known.
  public func dialect(
    _ venue: String, _ environment: WireEnvironment.Name
  ) throws(GatewayRefusal) -> any VenueDialect {
    guard let definition = registry.definition(named: venue) else {
      throw GatewayRefusal("unknownVenue", "unknown venue \"\(venue)\"")
    }
    let table = try WireTable(
      definition: definition, environment: environment,
      instruments: books[definition.id] ?? InstrumentBook(definition),
      credentials: credentials(definition.id), answer: answer)
    switch definition.id {
    case "binance": return BinanceDialect(table: table)
    case "bybit": return BybitDialect(table: table)
    case "okx": return OKXDialect(table: table)
    default: throw GatewayRefusal("unknownVenue", "no dialect speaks to \"\(venue)\"")
    }
  }

  private static func identifier(_ node: JSONNode?) -> JSONNode {
    switch node {
    case .string(let text) where text.utf8.count <= 256: .string(text)
    case .number(let text) where text.utf8.count <= 64: .number(text)
    default: .null
    }
  }

  private static func answer(_ id: JSONNode, _ requests: [VenueRequest]) -> String {
    var json = JSONWriter()
    json.object { json in
      json.field("id", id)
      json.key("requests")
      json.array(requests) { json, request in
        json.object { json in
          json.field("method", request.method.rawValue)
          json.field("url", request.url)
          json.key("headers")
          json.object { json in
            for header in request.headers { json.field(header.name, header.value) }
          }
          json.field("body", String(decoding: request.body, as: UTF8.self))
        }
      }
    }
    return json.text
  }

  private static func refusal(_ id: JSONNode, _ refusal: GatewayRefusal) -> String {
    var json = JSONWriter()
    json.object { json in
      json.field("id", id)
      json.key("error")
      json.object { json in
        json.field("code", refusal.code)
        json.field("message", refusal.message)
      }
    }
    return json.text
  }
}
