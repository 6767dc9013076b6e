import TradingModel

extension VenueSession {
  /// Asks for the key that names the account's private stream.
  func openListenKey(_ completion: @escaping @Sendable (Result<String, CallFailure>) -> Void) {
    call(.listenKey(isRenewal: false), .perp, .createListenKey) { result in
      completion(
        result.flatMap { decoded in
          decoded.listenKey.map { .success($0) } ?? .failure(.unknown("the answer has no key"))
        })
    }
  }

  /// Prolongs it.
  func renewListenKey(_ completion: @escaping @Sendable (Result<Decoded, CallFailure>) -> Void) {
    call(.listenKey(isRenewal: true), .perp, .keepAlive, completion)
  }
}
