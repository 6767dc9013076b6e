extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC, with a fraction only when there is one: `2024-08-15T00:00:00Z`.
  public var description: String {
    let total = seconds
    let fraction = nanoseconds &- total &* 1_000_000_000
    var day = total / 86_400
    var second = total % 86_400
    if second < 0 {
      second += 86_400
      day -= 1
    }
    let (year, month, dayOfMonth) = Self.civil(fromDays: day)
    var text = "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(dayOfMonth, 2))T"
    text += "\(Self.padded(second / 3600, 2)):\(Self.padded(second / 60 % 60, 2))"
    text += ":\(Self.padded(second % 60, 2))"
    if fraction > 0 {
      var digits = Self.padded(fraction, 9)
      while digits.hasSuffix("0") { digits.removeLast() }
      text += ".\(digits)"
    }
    return text + "Z"
  }

  /// Parses RFC 3339 in UTC (`Z` or `+00:00`, `T` or a space, seconds and fraction optional) or a
  /// bare date, read as midnight. Returns nil for anything else.
  public init?(_ text: some StringProtocol) {
    var scanner = TimeScanner(bytes: Array(text.utf8))
    guard let parsed = scanner.timestamp() else { return nil }
    self = parsed
  }

  /// Days since the epoch of a civil date (proleptic Gregorian).
  static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func civil(fromDays days: Int64) -> (Int64, Int64, Int64) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// Reads one instant from ASCII bytes; every step answers nil on anything unexpected.
private struct TimeScanner {
  let bytes: [UInt8]
  var position = 0

  mutating func timestamp() -> Timestamp? {
    guard let year = number(4), take("-"), let month = number(2), take("-"), let day = number(2),
      (1...12).contains(month), day >= 1, day <= Self.length(ofMonth: month, year: year),
      (1970...2261).contains(year)
    else { return nil }
    var total = Timestamp.days(year: year, month: month, day: day) * 86_400
    var fraction: Int64 = 0
    if position < bytes.count {
      guard take("T") || take(" "), let hour = number(2), take(":"), let minute = number(2),
        hour < 24, minute < 60
      else { return nil }
      var second: Int64 = 0
      if take(":") {
        guard let parsed = number(2), parsed < 60 else { return nil }
        second = parsed
        if take(".") {
          guard let parsed = nanoseconds() else { return nil }
          fraction = parsed
        }
      }
      guard zone() else { return nil }
      total += hour * 3600 + minute * 60 + second
    }
    guard position == bytes.count else { return nil }
    return Timestamp(nanoseconds: total * 1_000_000_000 + fraction)
  }

  private mutating func zone() -> Bool {
    if take("Z") { return true }
    guard take("+"), number(2) == 0, take(":"), number(2) == 0 else { return false }
    return true
  }

  private mutating func nanoseconds() -> Int64? {
    var value: Int64 = 0
    var digits = 0
    while position < bytes.count, let digit = digit(bytes[position]), digits < 9 {
      value = value * 10 + digit
      digits += 1
      position += 1
    }
    guard digits > 0 else { return nil }
    while digits < 9 {
      value *= 10
      digits += 1
    }
    return value
  }

  private mutating func number(_ count: Int) -> Int64? {
    guard position + count <= bytes.count else { return nil }
    var value: Int64 = 0
    for offset in 0..<count {
      guard let digit = digit(bytes[position + offset]) else { return nil }
      value = value * 10 + digit
    }
    position += count
    return value
  }

  private func digit(_ byte: UInt8) -> Int64? {
    byte >= 48 && byte <= 57 ? Int64(byte - 48) : nil
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
    position += 1
    return true
  }

  private static func length(ofMonth month: Int64, year: Int64) -> Int64 {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}
