/// A generation of the Aave v3 Pool, named by release, as told by `POOL_REVISION()`.
///
/// The release decides rounding (directed since 3.5), the compounding formula (Horner since 3.4)
/// and the health-factor formula (3.5). Source: aave-dao/aave-v3-origin, docs/3.1 to docs/3.6.
public enum AaveRevision: Int, Sendable, Hashable, Comparable, CaseIterable {
  /// Release 3.0, pool revisions 1 to 3.
  case v3_0 = 30
  /// Release 3.1, pool revision 4.
  case v3_1 = 31
  /// Release 3.2, pool revision 5.
  case v3_2 = 32
  /// Release 3.3, pool revisions 6 and 7.
  case v3_3 = 33
  /// Release 3.4, pool revision 8.
  case v3_4 = 34
  /// Release 3.5, pool revision 9.
  case v3_5 = 35
  /// Release 3.6, pool revision 10.
  case v3_6 = 36
  /// Release 3.7, pool revision 11.
  case v3_7 = 37

  /// The release a Pool's `POOL_REVISION()` stands for; nil for one that is not known.
  public init?(poolRevision: Int) {
    switch poolRevision {
    case 1...3: self = .v3_0
    case 4: self = .v3_1
    case 5: self = .v3_2
    case 6, 7: self = .v3_3
    case 8: self = .v3_4
    case 9: self = .v3_5
    case 10: self = .v3_6
    case 11: self = .v3_7
    default: return nil
    }
  }

  /// Whether amounts round in the protocol's favour (since 3.5) instead of half up.
  public var usesDirectedRounding: Bool { self >= .v3_5 }

  /// Whether debt compounds by the Horner form of the series (since 3.4).
  public var usesHornerCompounding: Bool { self >= .v3_4 }

  /// Earlier releases compare lower.
  public static func < (first: AaveRevision, second: AaveRevision) -> Bool {
    first.rawValue < second.rawValue
  }
}
