import TradingModel

/// Which fields an operation needs and which it takes besides, by their usual names.
public struct OperationFields: Sendable {
  /// Fields that must be there.
  public let required: [String]
  /// All fields that may be there.
  public let allowed: [String]

  /// The fields of an operation.
  public init(_ operation: ChainOperation) {
    let optional: [String]
    switch operation {
    case .wrap, .unwrap:
      required = ["token", "amount"]
      optional = ["protocol", "receive", "minReceived"]
    case .approve:
      required = ["token", "amount", "spender"]
      optional = []
    case .revoke:
      required = ["token", "spender"]
      optional = []
    case .transfer:
      required = ["token", "amount", "to"]
      optional = []
    case .supply, .withdraw, .flash:
      required = ["protocol", "token", "amount"]
      optional = []
    case .borrow, .repay:
      required = ["protocol", "token", "amount"]
      optional = ["rate"]
    case .setEMode:
      required = ["protocol", "category"]
      optional = ["token"]
    case .setCollateral:
      required = ["protocol", "token", "enabled"]
      optional = []
    case .stake, .unstake:
      required = ["protocol", "token", "amount"]
      optional = ["receive", "minReceived"]
    case .claim:
      required = ["protocol", "token"]
      optional = ["amount", "receive"]
    case .swap:
      required = ["protocol", "token", "receive", "amount"]
      optional = ["minReceived", "feeTier"]
    }
    allowed = required + optional
  }
}
