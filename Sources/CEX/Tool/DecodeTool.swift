import FixedPoint
import JSON
import TradingModel
import VenueDefinitions

/// The wire decoder as a tool: one JSON line in, one out. Every line gets an answer; what the venue
/// sent is never trusted to be what it documents. The lines are described in `docs/wire-tools.md`.
public struct DecodeTool: Sendable {
  /// Largest body read; instruments are allowed ``maximumList``.
  static let maximumBody = 1 << 20
  /// Largest list of instruments read.
  static let maximumList = 32 << 20

  private let decoders: [String: any VenueDecoder]

  /// A tool for the exchanges of a registry.
  /// - Parameter instruments: Answers of the venues' instrument endpoints, which add to and replace
  ///   the symbols and contract sizes of the registry; what cannot be read of them is left out.
  public init(
    _ registry: VenueRegistry, instruments: [(venue: String, market: Market, body: [UInt8])] = []
  ) {
    var decoders: [String: any VenueDecoder] = [:]
    for (name, make) in Self.venues {
      guard let definition = registry.definition(named: name) else { continue }
      for market in Market.allCases {
        var symbols = SymbolTable(definition, market: market)
        let plain = make(DecoderBase(definition, market: market, symbols: symbols))
        for answer in instruments where answer.venue == name && answer.market == market {
          guard let node = try? JSONNode(parsing: answer.body),
            let decoded = try? plain.answer(node, status: nil, context: RequestContext())
          else { continue }
          for instrument in decoded.instruments {
            symbols.add(
              instrument.venueSymbol, instrument.symbol, instrument.contractSize ?? Quantity(1))
          }
        }
        let key = name + " " + market.rawValue
        decoders[key] = make(DecoderBase(definition, market: market, symbols: symbols))
      }
    }
    self.decoders = decoders
  }

  private static let venues: [(String, @Sendable (DecoderBase) -> any VenueDecoder)] = [
    ("binance", { BinanceDecoder(base: $0) }), ("bybit", { BybitDecoder(base: $0) }),
    ("okx", { OKXDecoder(base: $0) }),
  ]

  /// The rules by which a venue's refusals are classified.
  func rules(of venue: String, _ market: String) -> [WireErrorRule] {
    decoders[venue + " " + (market == "linear" ? "perp" : market)]?.base.wire.errors ?? []
  }

  /// The answer to a line, without a line end.
  public func answer(line: [UInt8]) -> String {
    let request: DecodeRequest
    do throws(DecodeRequest.Mistake) {
      request = try DecodeRequest(line: line)
    } catch {
      return Self.text(
        id: error.id, WireFailure(.invalidRequest, then: .never, error.message), nil)
    }
    guard let decoder = decoders[request.venue + " " + request.market.rawValue] else {
      return Self.text(
        id: request.id,
        WireFailure(.invalidRequest, then: .never, "no exchange is called \(request.venue)"), nil)
    }
    if let messages = request.messages {
      return stream(messages, of: request, by: decoder)
    }
    do throws(WireFailure) {
      var decoded = try decode(request, by: decoder)
      OutcomeChecks.mark(&decoded)
      let item = Self.failure(ofItems: decoded)
      return Self.text(id: request.id, decoded.failure ?? item, decoded)
    } catch {
      return Self.text(id: request.id, error, nil)
    }
  }

  /// The refusal of an answer all of whose items were refused.
  private static func failure(ofItems decoded: Decoded) -> WireFailure? {
    guard !decoded.reports.isEmpty, decoded.orders.isEmpty else { return nil }
    let failures = decoded.reports.compactMap(\.failure)
    return failures.count == decoded.reports.count ? failures.first : nil
  }

  private func decode(
    _ request: DecodeRequest, by decoder: any VenueDecoder
  ) throws(WireFailure) -> Decoded {
    let context = request.context
    let classifier = decoder.base.classifier
    let mutates = request.isStream ? false : context.mutates
    do throws(WireFailure) {
      if request.isStream { return try frame(request.payload, by: decoder) }
      return try answer(request, by: decoder)
    } catch {
      var failure = error
      if failure.then == nil {
        failure.then = request.isStream ? .resync : mutates ? .reconcile : .later
        if let status = request.status, status >= 400 {
          failure = classifier.failure(
            status: status, code: nil, message: "HTTP \(status): \(failure.message)",
            mutates: mutates)
        }
      }
      throw failure
    }
  }

  private func answer(
    _ request: DecodeRequest, by decoder: any VenueDecoder
  ) throws(WireFailure) -> Decoded {
    var context = request.context
    let isOKX = request.venue == "okx"
    context.symbol = context.symbol.map {
      decoder.base.symbols.venueSymbol($0, joinedBy: isOKX ? "-" : "", swap: isOKX ? "-SWAP" : "")
    }
    guard let payload = request.payload else {
      if let status = request.status, status >= 400 { throw .malformed("no body") }
      throw WireFailure(
        .outcomeUnknown, then: context.mutates ? .reconcile : .later, "no answer came")
    }
    let limit = context.kind == .getInstruments ? Self.maximumList : Self.maximumBody
    let body = try Self.node(payload, limit: limit)
    var decoded = try decoder.answer(body, status: request.status, context: context)
    decoded.kind = context.kind
    if decoded.isEmpty && !decoded.isList { throw .malformed("the answer says nothing") }
    if let kind = context.kind, !kind.accepts(decoded) {
      throw .malformed("this does not answer \(kind.rawValue)")
    }
    if context.kind == .getOrder, decoded.orders.isEmpty, decoded.reports.isEmpty {
      throw WireFailure(
        .orderNotFound, then: .reconcile, "the venue lists no such order, which proves nothing yet")
    }
    return decoded
  }

  private func frame(
    _ payload: JSONNode?, by decoder: any VenueDecoder
  ) throws(WireFailure) -> Decoded {
    guard let payload else { throw .malformed("no frame") }
    if let text = payload.text?.trimmingSpaces, text == "pong" || text == "ping" {
      var decoded = Decoded()
      decoded.events.append(EventRecord(kind: text, subject: nil))
      return decoded
    }
    let decoded = try decoder.frame(Self.node(payload, limit: Self.maximumBody))
    if decoded.isEmpty && !decoded.isList { throw .malformed("the frame says nothing") }
    return decoded
  }

  /// The payload's JSON: it may be given as such or as the text that came over the wire.
  private static func node(_ payload: JSONNode, limit: Int) throws(WireFailure) -> JSONNode {
    guard let text = payload.text else { return payload }
    guard text.utf8.count <= limit else {
      throw WireFailure(.tooLarge, "\(text.utf8.count) bytes, more than \(limit)")
    }
    do {
      return try JSONNode(parsing: text)
    } catch {
      let isMarkup = text.trimmingSpaces.hasPrefix("<")
      throw .malformed(isMarkup ? "HTML instead of JSON" : "not JSON: \(error)")
    }
  }

  private func stream(
    _ messages: [JSONNode], of request: DecodeRequest, by decoder: any VenueDecoder
  ) -> String {
    var state = StreamState(rule: Self.rule(of: request.venue))
    for message in messages {
      do throws(WireFailure) {
        var decoded = try frame(message, by: decoder)
        OutcomeChecks.mark(&decoded)
        state.take(decoded)
      } catch {
        var failure = error
        if failure.then == nil { failure.then = .resync }
        state.note(failure)
      }
    }
    return Self.text(id: request.id, state)
  }

  private static func rule(of venue: String) -> BookChain.Rule {
    switch venue {
    case "bybit": .bybit
    case "okx": .okx
    default: .binance
    }
  }
}
