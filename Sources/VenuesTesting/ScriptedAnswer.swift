import FixedPoint
import TradingModel
import Venues

/// What a ``ScriptedGateway`` answers to one order.
public enum ScriptedAnswer: Hashable, Sendable {
  /// The whole order is filled at that price, with a fee in an asset of the caller's catalog.
  case fill(at: Price, fee: ChainOutput? = nil)
  /// So much of it is filled at that price, and no more will come.
  case fillPartly(Quantity, at: Price)
  /// It rests at the venue and stays among the open orders.
  case rest
  /// Our own checks refuse it: nothing was sent.
  case refuse(String)
  /// The venue refuses it.
  case reject(String)
  /// No answer comes: the order may or may not have reached the venue.
  case timeOut
  /// The venue cannot be reached; nothing was sent.
  case unavailable(String)
}
