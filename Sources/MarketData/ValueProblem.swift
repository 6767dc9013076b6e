/// Why one cell was refused.
public enum ValueProblem: String, Hashable, Sendable {
  /// Empty where a number or a time is required.
  case empty
  /// `nan`, in any spelling.
  case notANumber
  /// `inf`, in any spelling.
  case infinite
  /// Not a decimal number, or larger than the exact decimal type holds.
  case malformedNumber
  /// Not one of the time forms this reader knows.
  case malformedTime
  /// A time before 2009 or after 2099.
  case timeOutOfWindow
  /// Neither a side (`buy`, `sell`) nor a boolean.
  case malformedSide
}
