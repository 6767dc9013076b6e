/// Why a gate did not arm.
public enum ArmingRefusal: Error, Hashable, Sendable {
  /// The configured mode is not `live`.
  case modeNotLive(String)
  /// The command line did not ask for live.
  case flagMissing
  /// The environment variable `VENUES_ALLOW_LIVE` is not exactly `true`.
  case environmentMissing
  /// The confirmation phrase differs from the one demanded.
  case phraseDiffers
  /// The books were not reconciled cleanly.
  case notReconciled
  /// A check of `doctor` failed.
  case doctorFailed
  /// The clock differs too much from the venues'.
  case clockUncertain
  /// There is no endpoint to arm.
  case noEndpoints
  /// An endpoint is not on this machine.
  case notLoopback(String)

  /// A stable word for programs.
  public var code: String {
    switch self {
    case .modeNotLive: "arming.modeNotLive"
    case .flagMissing: "arming.flagMissing"
    case .environmentMissing: "arming.environmentMissing"
    case .phraseDiffers: "arming.phraseDiffers"
    case .notReconciled: "arming.notReconciled"
    case .doctorFailed: "arming.doctorFailed"
    case .clockUncertain: "arming.clockUncertain"
    case .noEndpoints: "arming.noEndpoints"
    case .notLoopback: "arming.notLoopback"
    }
  }

  /// What is missing. The demanded phrase is never part of it.
  public var message: String {
    switch self {
    case .modeNotLive(let mode): "the configured mode is \(mode), not live"
    case .flagMissing: "the command line does not ask for live"
    case .environmentMissing: "VENUES_ALLOW_LIVE is not true"
    case .phraseDiffers: "the confirmation phrase differs"
    case .notReconciled: "the books were not reconciled cleanly"
    case .doctorFailed: "a check of doctor failed"
    case .clockUncertain: "the clock differs too much from the venues'"
    case .noEndpoints: "no endpoint is given"
    case .notLoopback(let endpoint):
      "\(endpoint) is not on this machine; only loopback can be armed"
    }
  }
}
