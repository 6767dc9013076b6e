import TradingModel

/// Proof that a gate armed these endpoints. Only ``ArmingGate`` can make one; whatever signs or
/// sends private requests asks for it.
public struct ArmedToken: Hashable, Sendable {
  /// The endpoints armed, as they were given.
  public let endpoints: [String]
  /// Digest of the configuration in force when it armed.
  public let configurationDigest: String
  /// When it armed.
  public let armedAt: Timestamp
  /// When it ends. Source: `reliability.md` S18.
  public let expiresAt: Timestamp

  fileprivate init(_ request: ArmingRequest, at time: Timestamp) {
    endpoints = request.endpoints
    configurationDigest = request.configurationDigest
    armedAt = time
    expiresAt = time.advanced(by: ArmingGate.lifetime)
  }

  /// Whether an endpoint may be used at an instant under a configuration.
  public func permits(
    _ endpoint: String, configurationDigest digest: String, at time: Timestamp
  ) -> Bool {
    digest == configurationDigest && time >= armedAt && time < expiresAt
      && endpoints.contains(endpoint)
  }
}

/// The only maker of ``ArmedToken``. Until the journal makes intents durable it arms loopback
/// endpoints only, whatever else is true.
public enum ArmingGate {
  /// How long a token holds.
  public static let lifetime = TimeSpan.hours(24)

  /// A token when every condition holds.
  ///
  /// - Throws: ``ArmingRefusal``, the first condition that does not.
  public static func arm(
    _ request: ArmingRequest, at time: Timestamp
  ) throws(ArmingRefusal) -> ArmedToken {
    if let refusal = refusals(request).first { throw refusal }
    return ArmedToken(request, at: time)
  }

  /// Every condition that does not hold, in the order they are checked.
  public static func refusals(_ request: ArmingRequest) -> [ArmingRefusal] {
    var result: [ArmingRefusal] = []
    if request.endpoints.isEmpty { result.append(.noEndpoints) }
    for endpoint in request.endpoints where !LoopbackEndpoint.contains(endpoint) {
      result.append(.notLoopback(endpoint))
    }
    if request.mode != "live" { result.append(.modeNotLive(request.mode)) }
    if !request.isLiveFlagGiven { result.append(.flagMissing) }
    if request.environmentValue != "true" { result.append(.environmentMissing) }
    let isNamed = !request.accountLabel.isEmpty && request.configurationDigest.utf8.count >= 8
    if !isNamed || request.phrase != request.demandedPhrase { result.append(.phraseDiffers) }
    if !request.isReconciled { result.append(.notReconciled) }
    if !request.isDoctorGreen { result.append(.doctorFailed) }
    if !request.isClockSound { result.append(.clockUncertain) }
    return result
  }
}
