import FixedPoint

/// Why no fee is offered. Nothing was sent.
public enum FeeRefusal: Error, Hashable, Sendable {
  /// The chain, or a replacement, needs more for a unit of gas than is allowed, wei.
  case aboveCap(needed: UInt256, allowed: UInt256)
  /// The gas would cost more in all than is allowed, wei.
  case totalAboveCap(needed: UInt256, allowed: UInt256)
}
