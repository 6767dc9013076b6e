/// Times as nanoseconds since 1970-01-01T00:00:00Z, which Int64 holds until 2262.
public enum TimeText {
  static let second: Int64 = 1_000_000_000
  static let hour: Int64 = 3_600 * second
  static let day: Int64 = 24 * hour
  /// 2009-01-01, the year of the first block.
  static let earliest: Int64 = 1_230_768_000 * second
  /// 2100-01-01, not included.
  static let latest: Int64 = 4_102_444_800 * second

  /// RFC 3339 in UTC, with as many decimals as the value has.
  public static func format(_ nanoseconds: Int64) -> String {
    let days = Self.floorDivide(nanoseconds, day)
    let rest = nanoseconds - days * day
    let (year, month, dayOfMonth) = civil(days)
    let seconds = rest / second
    var text = "\(pad(year, 4))-\(pad(month, 2))-\(pad(dayOfMonth, 2))T"
    text += "\(pad(seconds / 3600, 2)):\(pad(seconds / 60 % 60, 2)):\(pad(seconds % 60, 2))"
    let fraction = rest % second
    if fraction != 0 {
      var digits = pad(fraction, 9)
      while digits.hasSuffix("0") { digits.removeLast() }
      text += "." + digits
    }
    return text + "Z"
  }

  /// The time in a text of any known form, nil when it is none or outside 2009-2099.
  public static func parse(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard case .success(let cell) = TimeCell.parse(bytes.span) else { return nil }
    return cell.nanoseconds
  }

  private static func pad(_ value: Int64, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
  }

  /// Days since 1970-01-01 of a date in the Gregorian calendar; nil when there is no such date.
  static func days(year: Int64, month: Int64, day: Int64) -> Int64? {
    guard (1...12).contains(month), day >= 1 else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= lengths[Int(month) - 1] else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let era = floorDivide(shifted, 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func civil(_ days: Int64) -> (Int64, Int64, Int64) {
    let shifted = days + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}
