import Ethereum
import FixedPoint

/// What the desk's executor does in one transaction: calls, perhaps within a flash loan, and what
/// must hold afterwards.
public struct DeskGroup: Hashable, Sendable {
  /// One call of the executor.
  public struct Call: Hashable, Sendable {
    /// The called account.
    public var target: Address
    /// Wei sent along, out of the executor's balance.
    public var value: UInt256
    /// Calldata.
    public var data: [UInt8]

    /// Describes a call.
    public init(_ target: Address, value: UInt256 = .zero, _ data: [UInt8]) {
      self.target = target
      self.value = value
      self.data = data
    }
  }

  /// A loan that is taken before the first call and taken back after the last.
  public struct Loan: Hashable, Sendable {
    /// Aave's pool, or Morpho Blue.
    public var lender: Address
    /// What is lent.
    public var token: Address
    /// Token units.
    public var amount: UInt256

    /// Describes a loan.
    public init(lender: Address, token: Address, amount: UInt256) {
      self.lender = lender
      self.token = token
      self.amount = amount
    }
  }

  /// A token of which the owner must hold at least so many units.
  public struct Balance: Hashable, Sendable {
    /// The token.
    public var token: Address
    /// Token units.
    public var least: UInt256

    /// Describes a balance.
    public init(_ token: Address, least: UInt256) {
      self.token = token
      self.least = least
    }
  }

  /// An allowance of the executor that must be used up.
  public struct Allowance: Hashable, Sendable {
    /// The token.
    public var token: Address
    /// Who may take it.
    public var spender: Address

    /// Describes an allowance.
    public init(_ token: Address, to spender: Address) {
      self.token = token
      self.spender = spender
    }
  }

  /// What must hold at the end of the transaction; otherwise all of it reverts.
  public struct Conditions: Hashable, Sendable {
    /// The owner's least health factor at the pool, 18 decimals; zero for no condition.
    public var minimumHealthFactor: UInt256
    /// What the owner must hold at least.
    public var balances: [Balance]
    /// Tokens of which all that is left goes to the owner.
    public var swept: [Address]
    /// Allowances that must be used up.
    public var allowances: [Allowance]

    /// Describes conditions.
    public init(
      minimumHealthFactor: UInt256 = .zero, balances: [Balance] = [], swept: [Address] = [],
      allowances: [Allowance] = []
    ) {
      self.minimumHealthFactor = minimumHealthFactor
      self.balances = balances
      self.swept = swept
      self.allowances = allowances
    }
  }

  /// The calls, in order.
  public var calls: [Call]
  /// What must hold afterwards.
  public var conditions: Conditions
  /// The loan they use; nil without one.
  public var loan: Loan?

  /// Describes a group.
  public init(calls: [Call] = [], conditions: Conditions = Conditions(), loan: Loan? = nil) {
    self.calls = calls
    self.conditions = conditions
    self.loan = loan
  }
}
