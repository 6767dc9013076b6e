import Arming
import Hashing

/// The one way from consent to a token. It asks ``ArmingGate``, which arms loopback endpoints
/// only.
public enum SafetyGate {
  /// A token when the gate finds nothing missing. Reconciliation, doctor and clock are not built
  /// yet and count as failed.
  ///
  /// - Throws: ``VenuesError`` (`notArmed`, exit code 15) with every reason of the gate.
  static func arm(
    _ consent: LiveConsent, configuration: RunConfiguration
  ) throws(VenuesError) -> ArmedToken {
    let digest = SHA256.hash(Array(configuration.canonicalText.utf8)).hexadecimal
    let request = ArmingRequest(
      endpoints: consent.endpoints, mode: ExecutionMode.live.rawValue,
      isLiveFlagGiven: consent.isFlagGiven, environmentValue: consent.environmentValue,
      phrase: consent.phrase, accountLabel: consent.accountLabel, configurationDigest: digest,
      isReconciled: false, isDoctorGreen: false, isClockSound: false)
    do {
      return try ArmingGate.arm(request, at: consent.time)
    } catch {
      let reasons = ArmingGate.refusals(request).map(\.message)
      throw VenuesError(
        .notArmed, code: error.code, message: "live trading is not armed: \(error.message)",
        hint: "All that is missing: \(reasons.joined(separator: "; ")). Nothing was sent.")
    }
  }
}
