import Arming
import Hashing

/// The one way from consent to a token. It asks ``ArmingGate``, which arms loopback endpoints
/// only.
public enum SafetyGate {
  /// What the gate is told of a configuration.
  public static func digest(of configuration: RunConfiguration) -> String {
    SHA256.hash(Array(configuration.canonicalText.utf8)).hexadecimal
  }

  /// Whether consent is complete as far as it can be told before the venue is asked anything.
  ///
  /// - Throws: ``VenuesError`` (`notArmed`, exit code 15) with every reason of the gate.
  static func check(
    _ consent: LiveConsent, configuration: RunConfiguration
  ) throws(VenuesError) {
    _ = try arm(
      consent, configuration: configuration, isReconciled: true, isDoctorGreen: true,
      isClockSound: true)
  }

  /// A token when the gate finds nothing missing. What is not said counts as failed.
  ///
  /// - Throws: ``VenuesError`` (`notArmed`, exit code 15) with every reason of the gate.
  static func arm(
    _ consent: LiveConsent, configuration: RunConfiguration, isReconciled: Bool = false,
    isDoctorGreen: Bool = false, isClockSound: Bool = false
  ) throws(VenuesError) -> ArmedToken {
    let digest = digest(of: configuration)
    let request = ArmingRequest(
      endpoints: consent.endpoints, mode: ExecutionMode.live.rawValue,
      isLiveFlagGiven: consent.requestedMode == .live, environmentValue: consent.environmentValue,
      phrase: consent.phrase, accountLabel: consent.accountLabel, configurationDigest: digest,
      isReconciled: isReconciled, isDoctorGreen: isDoctorGreen, isClockSound: isClockSound)
    do {
      return try ArmingGate.arm(request, at: consent.time)
    } catch {
      let reasons = ArmingGate.refusals(request).map(\.message)
      throw VenuesError(
        .notArmed, code: error.code, message: "live trading is not armed: \(error.message)",
        hint: "All that is missing: \(reasons.joined(separator: "; ")). The configuration's digest "
          + "begins with \(digest.prefix(8)). Nothing was sent.")
    }
  }
}
