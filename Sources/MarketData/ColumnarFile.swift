import FixedPoint
import Hashing

/// The compact columnar file: a 64-byte header, a table of names and column lengths, then one
/// block of delta, zigzag and varint coded integers for the times and for each column.
///
/// Header, little-endian: magic (8), version u16, kind u16, column count u16, market u16,
/// row count u64, interval i64 (0 is none), table length u64, data length u64, then the first 16
/// bytes of the SHA-256 of the whole file with these 16 bytes zero.
/// Table: venue, symbol (each u16 length and UTF-8), then for the times and for each column a
/// name, a u8 power of ten all its values share, and a u64 block length.
enum ColumnarFile {
  static let magic = Array("VENUESMD".utf8)
  static let version: UInt64 = 1
  static let headerLength = 64
  static let checksumRange = 48..<64

  static func checksum(_ bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(Array(bytes[..<checksumRange.lowerBound]))
    hash.update([UInt8](repeating: 0, count: checksumRange.count))
    hash.update(Array(bytes[checksumRange.upperBound...]))
    return Array(hash.finish()[..<checksumRange.count])
  }

  static func segmentCode(_ segment: MarketSegment) -> UInt64 {
    switch segment {
    case .none: 0
    case .spot: 1
    case .perpetual: 2
    }
  }
}
