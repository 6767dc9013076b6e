extension [UInt8] {
  /// Appends milliseconds since 1970 as `2023-11-14T22:13:20.000Z`. Source: ISO 8601; days to date
  /// by the civil calendar's 400-year cycle.
  mutating func append(timestamp milliseconds: Int64) {
    let day: Int64 = 86_400_000
    let days = milliseconds >= 0 ? milliseconds / day : (milliseconds - day + 1) / day
    let rest = milliseconds - days * day
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    append(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), digits: 4)
    append(UInt8(ascii: "-"))
    append(month, digits: 2)
    append(UInt8(ascii: "-"))
    append(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, digits: 2)
    append(UInt8(ascii: "T"))
    append(rest / 3_600_000, digits: 2)
    append(UInt8(ascii: ":"))
    append(rest / 60_000 % 60, digits: 2)
    append(UInt8(ascii: ":"))
    append(rest / 1000 % 60, digits: 2)
    append(UInt8(ascii: "."))
    append(rest % 1000, digits: 3)
    append(UInt8(ascii: "Z"))
  }
}
