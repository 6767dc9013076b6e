/// A time read from a cell and the form it was written in.
struct TimeCell {
  var nanoseconds: Int64
  var format: TimeFormat

  static func parse(_ bytes: Span<UInt8>) -> Result<TimeCell, CellFailure> {
    guard bytes.count > 0 else { return .failure(CellFailure(problem: .empty)) }
    let isCalendar = bytes.count >= 10 && bytes[4] == UInt8(ascii: "-")
    return isCalendar ? calendar(bytes) : number(bytes)
  }

  private static func inWindow(
    _ nanoseconds: Int64?, _ format: TimeFormat
  ) -> Result<TimeCell, CellFailure> {
    guard let nanoseconds, (TimeText.earliest..<TimeText.latest).contains(nanoseconds) else {
      return .failure(CellFailure(problem: .timeOutOfWindow))
    }
    return .success(TimeCell(nanoseconds: nanoseconds, format: format))
  }

  /// The unit follows from the magnitude: the windows of s, ms, µs and ns do not overlap.
  private static func number(_ bytes: Span<UInt8>) -> Result<TimeCell, CellFailure> {
    var whole: Int64 = 0
    var position = 0
    while position < bytes.count, bytes[position] != UInt8(ascii: ".") {
      let digit = bytes[position] &- 48
      guard digit < 10 else { return .failure(CellFailure(problem: .malformedTime)) }
      let (scaled, overflow) = whole.multipliedReportingOverflow(by: 10)
      let (sum, carry) = scaled.addingReportingOverflow(Int64(digit))
      guard !overflow, !carry else { return .failure(CellFailure(problem: .timeOutOfWindow)) }
      whole = sum
      position += 1
    }
    guard position > 0 else { return .failure(CellFailure(problem: .malformedTime)) }
    let seconds = TimeText.earliest / TimeText.second..<TimeText.latest / TimeText.second
    let units: [(Int64, TimeFormat)] = [
      (1, .seconds), (1_000, .milliseconds), (1_000_000, .microseconds),
      (1_000_000_000, .nanoseconds),
    ]
    guard let (unit, format) = units.first(where: { seconds.contains(whole / $0.0) }) else {
      return .failure(CellFailure(problem: .timeOutOfWindow))
    }
    var nanoseconds = whole * (TimeText.second / unit)
    guard position < bytes.count else { return inWindow(nanoseconds, format) }
    var weight = TimeText.second / unit / 10
    for index in position + 1..<bytes.count {
      let digit = bytes[index] &- 48
      guard digit < 10 else { return .failure(CellFailure(problem: .malformedTime)) }
      nanoseconds += weight * Int64(digit)
      weight /= 10
    }
    return inWindow(nanoseconds, format == .seconds ? .decimalSeconds : format)
  }

  private static func digits(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> Int64? {
    guard start + count <= bytes.count else { return nil }
    var value: Int64 = 0
    for index in start..<start + count {
      let digit = bytes[index] &- 48
      guard digit < 10 else { return nil }
      value = value * 10 + Int64(digit)
    }
    return value
  }

  private static func calendar(_ bytes: Span<UInt8>) -> Result<TimeCell, CellFailure> {
    let malformed = Result<TimeCell, CellFailure>.failure(CellFailure(problem: .malformedTime))
    guard let year = digits(bytes, 0, 4), let month = digits(bytes, 5, 2),
      bytes[7] == UInt8(ascii: "-"), let day = digits(bytes, 8, 2),
      let days = TimeText.days(year: year, month: month, day: day)
    else { return malformed }
    let (midnight, overflow) = days.multipliedReportingOverflow(by: TimeText.day)
    guard !overflow else { return .failure(CellFailure(problem: .timeOutOfWindow)) }
    if bytes.count == 10 { return inWindow(midnight, .date) }
    guard bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
      let hour = digits(bytes, 11, 2), let minute = digits(bytes, 14, 2), hour < 24, minute < 60,
      bytes[13] == UInt8(ascii: ":")
    else { return malformed }
    var nanoseconds = midnight + (hour * 3600 + minute * 60) * TimeText.second
    var position = 16
    if position < bytes.count, bytes[position] == UInt8(ascii: ":") {
      guard let seconds = digits(bytes, 17, 2), seconds < 60 else { return malformed }
      nanoseconds += seconds * TimeText.second
      position = 19
    }
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      var weight = TimeText.second / 10
      while position < bytes.count, bytes[position] &- 48 < 10 {
        nanoseconds += weight * Int64(bytes[position] - 48)
        weight /= 10
        position += 1
      }
    }
    guard let (offset, format) = zone(bytes, from: position) else { return malformed }
    return inWindow(nanoseconds - offset * TimeText.second, format)
  }

  /// Offset from UTC in seconds and the form, from the rest of the text.
  private static func zone(_ bytes: Span<UInt8>, from start: Int) -> (Int64, TimeFormat)? {
    let count = bytes.count
    if start == count { return (0, .isoWithoutZone) }
    if bytes[start] == UInt8(ascii: "Z") { return start + 1 == count ? (0, .isoZulu) : nil }
    let sign: Int64
    switch bytes[start] {
    case UInt8(ascii: "+"): sign = 1
    case UInt8(ascii: "-"): sign = -1
    default: return nil
    }
    guard let hours = digits(bytes, start + 1, 2), hours < 24 else { return nil }
    var position = start + 3
    var minutes: Int64 = 0
    if position < count, bytes[position] == UInt8(ascii: ":") { position += 1 }
    if position < count, bytes[position] != UInt8(ascii: "Z") {
      guard let value = digits(bytes, position, 2), value < 60 else { return nil }
      minutes = value
      position += 2
    }
    let offset = sign * (hours * 3600 + minutes * 60)
    if position == count { return (offset, .isoOffset) }
    let isZulu = bytes[position] == UInt8(ascii: "Z") && position + 1 == count
    return isZulu ? (offset, .isoOffsetZulu) : nil
  }
}
