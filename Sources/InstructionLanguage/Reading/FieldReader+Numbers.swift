import FixedPoint
import TradingModel

extension FieldReader {
  /// An exact decimal: a string in the native form, also a JSON number in the older dialects.
  func decimal(_ name: String) throws(InstructionError) -> Decimal18? {
    guard let value = value(name) else { return nil }
    switch value {
    case .string(let text): return try decimal(name, text)
    case .number(let text) where context.isLenient: return try decimal(name, text)
    case .number(let text):
      throw context.error(
        .wrongType, path(name), found: text, "Decimals are strings, so that no digit is lost.",
        hint: "Write \"\(text)\" in quotation marks.")
    default: throw wrongType(name, value, expected: "a decimal in quotation marks")
    }
  }

  private func decimal(_ name: String, _ text: String) throws(InstructionError) -> Decimal18 {
    guard text.utf8.count <= 64, let number = Decimal18(text) else {
      throw context.error(
        .invalidNumber, path(name), found: String(text.prefix(60)),
        "This is not a finite decimal number with at most 18 decimals.",
        hint: "Write digits with a point, such as 2500.05.")
    }
    return number
  }

  /// A decimal above zero.
  func positive(_ name: String) throws(InstructionError) -> Decimal18? {
    guard let number = try decimal(name) else { return nil }
    guard number.isPositive else {
      throw invalid(
        name, "The field \(name) must be above zero.",
        hint: "Direction is said by the side or operation, not by a sign.")
    }
    return number
  }

  /// A decimal of at least zero, in units of which `unitsPerOne` make 1 (10000 for basis points).
  func rate(_ name: String, unitsPerOne: Int) throws(InstructionError) -> Rate? {
    guard let number = try decimal(name) else { return nil }
    guard !number.isNegative else {
      throw invalid(name, "The field \(name) must not be negative.", hint: "Drop the sign.")
    }
    guard let quotient = Self.exactQuotient(number, unitsPerOne) else {
      throw invalid(name, "The number has too many digits.", hint: "Write fewer decimals.")
    }
    return Rate(quotient)
  }

  /// A number divided by a whole one, nil unless exact.
  static func exactQuotient(_ number: Decimal18, _ divisor: Int) -> Decimal18? {
    guard divisor > 0, number.mantissa % Int128(divisor) == 0 else { return nil }
    return Decimal18(mantissa: number.mantissa / Int128(divisor))
  }

  /// A whole JSON number from a range.
  func integer(_ name: String, _ range: ClosedRange<Int>) throws(InstructionError) -> Int? {
    guard let value = value(name) else { return nil }
    guard case .number(let text) = value, let number = Int(text) else {
      throw wrongType(name, value, expected: "a whole number without quotation marks")
    }
    guard range.contains(number) else {
      throw invalid(
        name, "The field \(name) is out of range.",
        hint: "Write a number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }

  /// A length of time: a whole number and `ms`, `s`, `m`, `h` or `d`; above zero.
  func span(_ name: String) throws(InstructionError) -> TimeSpan? {
    guard let value = value(name) else { return nil }
    guard case .string(let text) = value else {
      throw wrongType(name, value, expected: "a length of time such as \"90s\"")
    }
    let units: [(suffix: String, nanoseconds: Int64)] = [
      ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
      ("d", 86_400_000_000_000),
    ]
    for unit in units where text.hasSuffix(unit.suffix) {
      let digits = text.dropLast(unit.suffix.count)
      guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }),
        let count = Int64(digits), count > 0
      else { continue }
      let (product, overflow) = count.multipliedReportingOverflow(by: unit.nanoseconds)
      if !overflow { return TimeSpan(nanoseconds: product) }
    }
    throw invalid(
      name, "This is not a length of time.",
      hint: "Write a whole number and ms, s, m, h or d, such as 90s, 45m or 2h.")
  }

  /// An amount of an asset: `3 ETH`.
  func assetAmount(_ name: String) throws(InstructionError) -> Requirements.AssetAmount? {
    guard let value = value(name) else { return nil }
    guard case .string(let text) = value else {
      throw wrongType(name, value, expected: "an amount and an asset such as \"3 ETH\"")
    }
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 2, !words[1].isEmpty, let amount = Quantity(words[0]), amount.isPositive
    else {
      throw invalid(
        name, "This is not an amount and an asset.",
        hint: "Write a number above zero, a space and the asset's symbol, such as 3 ETH.")
    }
    return Requirements.AssetAmount(amount: amount, asset: String(words[1]))
  }

  /// An instant in RFC 3339, UTC.
  func timestamp(_ name: String) throws(InstructionError) -> Timestamp? {
    guard let text = try optionalText(name) else { return nil }
    guard let time = Timestamp(text) else {
      throw invalid(
        name, "This is not a time in UTC.", hint: "Write it as 2026-11-21T15:00:00Z.")
    }
    return time
  }
}
