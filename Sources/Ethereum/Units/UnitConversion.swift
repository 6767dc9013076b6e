import FixedPoint

/// Exact conversion between whole numbers of the smallest unit and decimal text.
public enum UnitConversion {
  /// The number of smallest units that `text` says in a unit of so many decimals: `"1.5"` with 6 is
  /// 1,500,000. Nil when malformed, when a non-zero digit is below the smallest unit, or out of
  /// range. No rounding.
  public static func parse(_ text: some StringProtocol, decimals: Int) -> Int256? {
    guard (0...77).contains(decimals) else { return nil }
    var digits = Array(text.utf8)[...]
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative { digits = digits.dropFirst() }
    let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }),
      parts.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    let fraction = parts.count == 2 ? parts[1] : []
    guard fraction.dropFirst(decimals).allSatisfy({ $0 == 0x30 }) else { return nil }
    var whole = Array(parts[0]) + Array(fraction.prefix(decimals))
    whole += [UInt8](repeating: 0x30, count: decimals - min(decimals, fraction.count))
    guard let magnitude = UInt256(parsing: whole.span) else { return nil }
    return Int256(magnitude: magnitude, isNegative: isNegative)
  }

  /// The text of a number of smallest units in a unit of so many decimals, exact, without trailing
  /// zeros but for one digit behind the point; no point for zero decimals.
  public static func format(_ amount: Int256, decimals: Int) -> String {
    let decimals = min(max(decimals, 0), 77)
    let digits = amount.magnitude.description
    let sign = amount.isNegative ? "-" : ""
    guard decimals > 0 else { return sign + digits }
    let padding = max(0, decimals + 1 - digits.utf8.count)
    let padded = String(repeating: "0", count: padding) + digits
    var fraction = padded.suffix(decimals)
    while fraction.utf8.count > 1 && fraction.utf8.last == 0x30 { fraction = fraction.dropLast() }
    return sign + padded.dropLast(decimals) + "." + fraction
  }

  /// The number of wei that `text` says in `unit`; nil as for decimals.
  public static func parse(_ text: some StringProtocol, _ unit: EtherUnit) -> Int256? {
    parse(text, decimals: unit.decimals)
  }

  /// The text of `wei` in `unit`.
  public static func format(_ wei: Int256, _ unit: EtherUnit) -> String {
    format(wei, decimals: unit.decimals)
  }
}
