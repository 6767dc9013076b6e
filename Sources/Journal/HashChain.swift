import Hashing

/// The running end of the hash chain: each row's hash is SHA-256 over the hash before it and the
/// row's canonical bytes (a letter for the table, fixed-width big-endian numbers, and texts with
/// their length before them).
struct HashChain: Equatable {
  /// Rows so far.
  var position: UInt64 = 0
  /// Hash of the last row, 32 bytes.
  var hash: [UInt8]

  /// The beginning: binds the chain to its configuration, so that neither can be exchanged.
  init(configurationDigest: String) {
    hash = SHA256.hash(Array("venues.journal.1\n\(configurationDigest)".utf8))
  }

  /// Adds an input.
  mutating func addInput(sequence: UInt64, time: Int64, body: String) {
    var bytes = begin(UInt8(ascii: "I"))
    Self.append(sequence, to: &bytes)
    Self.append(UInt64(bitPattern: time), to: &bytes)
    Self.append(body, to: &bytes)
    hash = SHA256.hash(bytes)
  }

  /// Adds an effect.
  mutating func addEffect(_ row: EffectRow) {
    var bytes = begin(UInt8(ascii: "E"))
    Self.append(UInt64(bitPattern: row.sequence), to: &bytes)
    Self.append(row.kind, to: &bytes)
    for number in [row.order, row.action] {
      bytes.append(number == nil ? 0 : 1)
      Self.append(UInt64(bitPattern: number ?? 0), to: &bytes)
    }
    for text in [row.clientOrderID, row.instruction] {
      bytes.append(text == nil ? 0 : 1)
      Self.append(text ?? "", to: &bytes)
    }
    Self.append(row.body, to: &bytes)
    hash = SHA256.hash(bytes)
  }

  /// The hash as 64 lower-case hexadecimal digits.
  var hexadecimal: String { hash.hexadecimal }

  private mutating func begin(_ table: UInt8) -> [UInt8] {
    position &+= 1
    var bytes = hash
    bytes.reserveCapacity(512)
    bytes.append(table)
    Self.append(position, to: &bytes)
    return bytes
  }

  private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
    }
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    append(UInt64(text.utf8.count), to: &bytes)
    bytes.append(contentsOf: text.utf8)
  }
}
