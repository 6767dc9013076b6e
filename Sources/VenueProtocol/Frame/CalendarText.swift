import TradingModel

/// Times as venues write them for people.
enum CalendarText {
  /// `2026-11-21 16:00:00`, UTC.
  static func plain(_ time: Timestamp) -> String {
    let text = time.description
    return String(text.prefix(19)).replacing("T", with: " ")
  }
}
