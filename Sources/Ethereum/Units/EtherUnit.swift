/// The customary units of ether.
public enum EtherUnit: String, CaseIterable, Hashable, Sendable {
  /// 1 wei, the smallest.
  case wei
  /// 10^3 wei.
  case kwei
  /// 10^6 wei.
  case mwei
  /// 10^9 wei.
  case gwei
  /// 10^12 wei.
  case szabo
  /// 10^15 wei.
  case finney
  /// 10^18 wei.
  case ether

  /// The power of ten of wei that one of the unit is.
  public var decimals: Int {
    switch self {
    case .wei: 0
    case .kwei: 3
    case .mwei: 6
    case .gwei: 9
    case .szabo: 12
    case .finney: 15
    case .ether: 18
    }
  }
}
