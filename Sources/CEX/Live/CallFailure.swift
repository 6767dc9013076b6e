/// Why a call to a venue gave no result, and what is known about it.
enum CallFailure: Error, Sendable {
  /// Nothing left: it may be made again.
  case notSent(String)
  /// The venue refused it in its own words; nothing was carried out.
  case refused(WireFailure)
  /// It may or may not have been carried out: only evidence tells.
  case unknown(String)

  /// The venue's code, or ours.
  var code: String {
    switch self {
    case .notSent: "notSent"
    case .unknown: "unknown"
    case .refused(let failure): failure.code ?? "refused"
    }
  }

  /// In words.
  var reason: String {
    switch self {
    case .notSent(let reason), .unknown(let reason): reason
    case .refused(let failure): failure.message
    }
  }
}
