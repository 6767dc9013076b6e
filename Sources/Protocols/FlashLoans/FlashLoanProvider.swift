import FixedPoint

/// Who lends within one transaction, and what it costs.
public enum FlashLoanProvider: Hashable, Sendable {
  /// Aave v3: a premium in basis points (`FLASHLOAN_PREMIUM_TOTAL`, 5 by default).
  case aaveV3(premium: UInt32 = 5, revision: AaveRevision)
  /// Balancer v2's vault: free by governance's setting.
  case balancerV2
  /// Morpho Blue: free by code.
  case morphoBlue

  /// The premium's rate in basis points.
  public var premiumRate: UInt32 {
    if case .aaveV3(let premium, _) = self { return premium }
    return 0
  }

  /// What is repaid beyond `amount`, token units, with the provider's rounding.
  ///
  /// - Throws: `overflow`.
  public func premium(on amount: UInt256) throws(ProtocolMathError) -> UInt256 {
    switch self {
    case .aaveV3(let premium, let revision):
      try revision.flashPremium(on: amount, premium: premium)
    case .balancerV2, .morphoBlue: .zero
    }
  }
}
