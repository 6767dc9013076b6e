import Ethereum

/// Which state a read is of.
public enum BlockTag: Hashable, Sendable {
  /// The newest block.
  case latest
  /// The newest block that cannot be reorganised.
  case finalized
  /// The block of that number.
  case number(UInt64)

  var text: String {
    switch self {
    case .latest: "latest"
    case .finalized: "finalized"
    case .number(let number): Quantities.encode(number)
    }
  }
}
