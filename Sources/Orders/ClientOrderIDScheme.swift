import Hashing
import TradingModel

/// Makes and recognises the ids venues know our orders by: 32 characters `[0-9a-z]`, which Binance
/// (36), Bybit (36) and OKX (32) all accept.
///
/// `v1`, instance (4, base 32), sequence (9, base 36), leg (2, base 36), attempt (2, base 36), then
/// 13 base-32 characters: the first 65 bits of HMAC-SHA-256 over what precedes and the scope. An id
/// is a function of the intent alone, a forged or foreign one is detected without a database, and
/// the highest sequence can be recovered from a venue's history.
public struct ClientOrderIDScheme: Sendable {
  private static let base32 = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
  private static let base36 = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)
  private static let headLength = 19
  private static let length = 32

  private let instance: [UInt8]
  private let key: [UInt8]

  /// A scheme of one running instance.
  ///
  /// - Parameters:
  ///   - instance: its number; the low 20 bits are used.
  ///   - key: the secret that marks ids as ours.
  public init(instance: UInt32, key: [UInt8]) {
    var characters: [UInt8] = []
    for shift in stride(from: UInt32(15), through: 0, by: -5) {
      characters.append(Self.base32[Int(instance >> shift & 31)])
    }
    self.instance = characters
    self.key = key
  }

  /// The id of an attempt. `leg` and `attempt` count modulo 1,296 and `sequence` modulo 36^9; the
  /// sequence alone keeps ids apart.
  ///
  /// - Parameter scope: venue and account, as `venue|account`.
  public func make(sequence: UInt64, leg: Int, attempt: Int, scope: String) -> ClientOrderID {
    var text = Array("v1".utf8) + instance
    Self.append(sequence, digits: 9, to: &text)
    Self.append(UInt64(clamping: leg), digits: 2, to: &text)
    Self.append(UInt64(clamping: attempt), digits: 2, to: &text)
    text += tag(of: text, scope: scope)
    return ClientOrderID(String(decoding: text, as: UTF8.self))
  }

  /// Whether an id was made by this scheme for that scope.
  public func isOurs(_ text: String, scope: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == Self.length else { return false }
    let head = Array(bytes[..<Self.headLength])
    guard Array(head[..<6]) == Array("v1".utf8) + instance else { return false }
    return Array(bytes[Self.headLength...]) == tag(of: head, scope: scope)
  }

  /// The sequence number an id of this form carries; nil when it has another form. It does not
  /// prove that the id is ours.
  public func sequence(of text: String) -> UInt64? {
    let bytes = Array(text.utf8)
    guard bytes.count == Self.length, Array(bytes[..<2]) == Array("v1".utf8) else { return nil }
    var result: UInt64 = 0
    for byte in bytes[6..<15] {
      guard let digit = Self.base36.firstIndex(of: byte) else { return nil }
      result = result * 36 + UInt64(digit)
    }
    return result
  }

  private func tag(of head: [UInt8], scope: String) -> [UInt8] {
    let code = HMACSHA256.code(key: key, message: head + Array("|".utf8) + Array(scope.utf8))
    return (0..<13).map { index in
      let bit = index * 5
      let pair = UInt16(code[bit / 8]) << 8 | UInt16(code[bit / 8 + 1])
      return Self.base32[Int(pair >> UInt16(11 - bit % 8) & 31)]
    }
  }

  private static func append(_ number: UInt64, digits: Int, to text: inout [UInt8]) {
    var rest = number
    var result: [UInt8] = []
    for _ in 0..<digits {
      result.append(base36[Int(rest % 36)])
      rest /= 36
    }
    text += result.reversed()
  }
}
