/// What was over a limit when the rule came. An entry may only fall: more is a violation, and an
/// entry higher than what is there is a warning to lower it.
enum Ratchet {
  /// Files longer than the limit, with their lines.
  static let fileLengths: [String: Int] = [:]
  /// Files with lines longer than the limit, with how many.
  static let longLines: [String: Int] = [:]
  /// Functions longer than the limit, by file, with how many.
  static let longFunctions: [String: Int] = [:]
  /// Rooms with public declarations that lack a comment, with how many.
  static let undocumented: [String: Int] = [:]

  /// What grew beyond its entry.
  static func grown(_ measured: [String: Int], recorded: [String: Int]) -> [String] {
    measured.sorted { $0.key < $1.key }.compactMap { key, now in
      let before = recorded[key] ?? 0
      return now > before ? "\(key): \(now), at most \(before) allowed" : nil
    }
  }

  /// Entries that are higher than what is there.
  static func loose(_ measured: [String: Int], recorded: [String: Int]) -> [String] {
    recorded.sorted { $0.key < $1.key }.compactMap { key, before in
      let now = measured[key] ?? 0
      return now < before ? "\(key): lower its entry from \(before) to \(now)" : nil
    }
  }
}
