import TradingModel
import VenueDefinitions

/// Turns an HTTP status, a venue's code and its message into what happened and what may be done,
/// by the venue's table. What the table does not know is never taken for a refusal of a request
/// that could have changed something: it is reconciled.
struct ErrorClassifier: Sendable {
  let rules: [WireErrorRule]
  let market: Market

  /// Classifies a refusal.
  func failure(
    status: Int?, code: String?, message: String, mutates: Bool
  ) -> WireFailure {
    if let rule = rule(status: status, code: code, message: message) {
      var failure = WireFailure(
        rule.category, then: mutates ? rule.then : rule.thenForQueries ?? rule.then, code: code,
        message)
      failure.retryAt = Self.retryTime(in: message)
      return failure
    }
    if let status, status >= 500 || status == 408 {
      return WireFailure(
        .outcomeUnknown, then: mutates ? .reconcile : .later, code: code ?? "\(status)", message)
    }
    return WireFailure(.unclassified, then: mutates ? .reconcile : .never, code: code, message)
  }

  /// What an answer that is not what the venue documents means.
  func failure(malformed message: String, mutates: Bool) -> WireFailure {
    WireFailure(.malformed, then: mutates ? .reconcile : .later, message)
  }

  private func rule(status: Int?, code: String?, message: String) -> WireErrorRule? {
    let message = message.lowercased()
    if let code {
      for rule in rules where rule.codes.contains(code) {
        guard rule.market == nil || rule.market == market else { continue }
        if let part = rule.contains, !message.contains(part) { continue }
        return rule
      }
    }
    guard let status, status < 500 else { return nil }
    if let code, code != "0", status == 400 || status == 409 || status == 200 { return nil }
    return rules.first { $0.statuses.contains(status) }
  }

  /// The time a ban ends, which Binance writes as "banned until 1570000000000".
  private static func retryTime(in message: String) -> Int64? {
    guard let range = message.range(ofPart: "until ") else { return nil }
    let digits = message[range...].prefix { $0.isNumber }
    return digits.count == 13 ? Int64(digits) : nil
  }
}

extension String {
  /// Where the text after the first `part` begins, or nil.
  func range(ofPart part: String) -> String.Index? {
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(part) { return rest.index(rest.startIndex, offsetBy: part.count) }
      rest.removeFirst()
    }
    return nil
  }
}
