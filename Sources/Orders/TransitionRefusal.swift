/// Why an event changed nothing. Each one is worth an alarm: it should not happen.
public enum TransitionRefusal: Hashable, Sendable {
  /// The state machine has no such move.
  case illegalMove
  /// The event contradicts how the order ended.
  case contradictsTerminal
  /// The venue order id differs from the one known.
  case venueOrderIDDiffers
  /// The fill's order, instrument or side is another's, or a number is not above zero.
  case fillDoesNotMatch
  /// A number is out of range.
  case outOfRange
}
