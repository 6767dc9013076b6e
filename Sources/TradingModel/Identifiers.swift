/// A dense identifier: an index into one table of the ``Catalog``, given out at the border so that
/// nothing inside compares strings.
public protocol DenseID: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
  /// The index in its table, from 0.
  var index: Int { get }
  /// Wraps an index of its table.
  init(_ index: Int)
}

extension DenseID {
  public static func < (left: Self, right: Self) -> Bool { left.index < right.index }
  public var description: String { "#\(index)" }
}

/// A venue (exchange, protocol, chain or wallet) by its index in the catalog.
public struct VenueID: DenseID {
  /// Index in ``Catalog/venues``.
  public let raw: UInt16
  public var index: Int { Int(raw) }
  public init(_ index: Int) { raw = UInt16(clamping: index) }
}

/// An asset (coin or token) by its index in the catalog.
public struct AssetID: DenseID {
  /// Index in ``Catalog/assets``.
  public let raw: UInt16
  public var index: Int { Int(raw) }
  public init(_ index: Int) { raw = UInt16(clamping: index) }
}

/// A tradable instrument of one venue by its index in the catalog.
public struct InstrumentID: DenseID {
  /// Index in ``Catalog/instruments``.
  public let raw: UInt32
  public var index: Int { Int(raw) }
  public init(_ index: Int) { raw = UInt32(clamping: index) }
}

/// An order of this process, numbered by the core from 1 in the order of intent.
public struct OrderID: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
  /// The core's sequence number of the intent.
  public let raw: UInt64
  public init(_ raw: UInt64) { self.raw = raw }
  public static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }
  public var description: String { "order \(raw)" }
}

/// A chain transaction intent or a transfer, numbered by the core from 1.
public struct ActionID: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
  /// The core's sequence number of the intent.
  public let raw: UInt64
  public init(_ raw: UInt64) { self.raw = raw }
  public static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }
  public var description: String { "action \(raw)" }
}
