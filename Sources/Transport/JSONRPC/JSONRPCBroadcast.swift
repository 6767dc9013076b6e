/// What each endpoint said to the same bytes.
public struct JSONRPCBroadcast: Sendable {
  /// One endpoint's answer.
  public struct Answer: Sendable {
    /// The endpoint's name.
    public let endpoint: String
    /// Its result or refusal; a transport failure leaves the outcome unknown.
    public let result: Result<JSONRPCValue, JSONRPCFailure>
  }

  /// The answers, the one asked first at the front.
  public let answers: [Answer]

  /// Whether any endpoint took it.
  public var isAccepted: Bool {
    answers.contains { if case .success = $0.result { true } else { false } }
  }

  /// Whether it is known that no endpoint can have it: nothing was sent to any of them.
  public var isCertainlyUnsent: Bool {
    answers.allSatisfy {
      switch $0.result {
      case .failure(.transport(let error)): error.delivery == .nothingSent
      case .failure(.noEndpoint): true
      default: false
      }
    }
  }
}
