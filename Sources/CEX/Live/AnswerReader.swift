import JSON
import TradingModel
import VenueDefinitions

/// Reads a venue's answers: what they say, or what is known where nothing that can be read came.
struct AnswerReader: Sendable {
  private let decoders: [Market: any VenueDecoder]

  /// A reader of one venue; it reads nothing of a venue that has no decoder.
  init(_ definition: VenueDefinition) {
    var decoders: [Market: any VenueDecoder] = [:]
    for market in Market.allCases {
      let base = DecoderBase(
        definition, market: market, symbols: SymbolTable(definition, market: market))
      switch definition.id {
      case "binance": decoders[market] = BinanceDecoder(base: base)
      case "bybit": decoders[market] = BybitDecoder(base: base)
      case "okx": decoders[market] = OKXDecoder(base: base)
      default: break
      }
    }
    self.decoders = decoders
  }

  /// What an answer to a request of that kind says. Only what the table of errors knows to be a
  /// refusal is one; everything else is unknown.
  func read(
    _ body: [UInt8], status: Int, _ market: Market, _ kind: RequestKind
  ) -> Result<Decoded, CallFailure> {
    guard let decoder = decoders[market] else { return .failure(.unknown("no decoder")) }
    var context = RequestContext()
    context.kind = kind
    context.mutates = kind.mutates
    do {
      let decoded = try decoder.answer(
        JSONNode(parsing: body), status: status, context: context)
      if let failure = decoded.failure ?? decoded.reports.first?.failure, !kind.isBatch {
        return Self.outcome(of: failure)
      }
      guard kind.accepts(decoded) else {
        return .failure(.unknown("the answer does not answer \(kind.rawValue)"))
      }
      return .success(decoded)
    } catch let failure as WireFailure {
      return Self.outcome(of: failure)
    } catch {
      return .failure(.unknown("HTTP \(status) without JSON"))
    }
  }

  /// What is wanted is so already: that is a success.
  private static func outcome(of failure: WireFailure) -> Result<Decoded, CallFailure> {
    guard failure.then == .success else { return .failure(classify(failure)) }
    var decoded = Decoded()
    decoded.events = [EventRecord(kind: "acknowledged", subject: failure.code)]
    return .success(decoded)
  }

  private static func classify(_ failure: WireFailure) -> CallFailure {
    switch failure.then {
    case .never, .later: .refused(failure)
    default: failure.category == .orderNotFound ? .refused(failure) : .unknown(failure.message)
    }
  }
}

extension RequestKind {
  /// Whether each item of the answer has an outcome of its own.
  var isBatch: Bool { self == .placeOrders || self == .cancelOrders }
}
