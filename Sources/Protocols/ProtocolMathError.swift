/// Why a protocol's arithmetic has no answer: where the contract would revert, this is thrown.
public enum ProtocolMathError: Error, Hashable, Sendable {
  /// A sum, product or stored value exceeds its width.
  case overflow
  /// A subtraction would go below zero.
  case underflow
  /// A divisor is zero.
  case divisionByZero
  /// A parameter lies outside what the contract accepts.
  case invalidInput
  /// An amount is zero, or becomes zero after scaling, where the contract demands more.
  case zeroAmount
  /// The account holds less than the operation takes.
  case insufficientBalance
  /// The pool holds less than the operation takes.
  case insufficientLiquidity
  /// A time lies before the last update of the state.
  case timeReversed
  /// A time-locked amount was asked for before its time.
  case stillLocked
  /// A reserve would exceed its supply cap.
  case supplyCapExceeded
  /// A reserve would exceed its borrow cap.
  case borrowCapExceeded
  /// A reserve is inactive, frozen or paused, or borrowing from it is off.
  case reserveUnavailable
  /// The account's health factor, or its loan to value, forbids the operation or calls for none.
  case collateralRule
  /// An iteration did not settle within the contract's number of rounds.
  case noConvergence
  /// An oracle's answer is older than its heartbeat.
  case staleAnswer
  /// An oracle's answer is zero, negative or of an unfinished round.
  case invalidAnswer
}
