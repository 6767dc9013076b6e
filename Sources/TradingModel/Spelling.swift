/// Finds the known word a mistyped one was meant to be.
public enum Spelling {
  /// The known word with the smallest Damerau-Levenshtein distance (optimal string alignment:
  /// insert, delete, replace, swap of neighbours), letter case aside; the first of equals. Nil when
  /// even that one differs in more than a third of its letters (at least two are allowed).
  public static func nearest(to word: String, among known: [String]) -> String? {
    var best: (word: String, distance: Int)?
    for candidate in known {
      let distance = distance(word.lowercased(), candidate.lowercased())
      guard distance <= max(2, candidate.unicodeScalars.count / 3) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best?.word
  }

  /// Edits between two words: insert, delete, replace or swap neighbours. Words are cut at 64
  /// characters to bound the work.
  public static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.unicodeScalars.prefix(64))
    let right = Array(right.unicodeScalars.prefix(64))
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for column in right.indices {
        let cost = left[row] == right[column] ? 0 : 1
        var edits = min(last[column + 1] + 1, current[column] + 1, last[column] + cost)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          edits = min(edits, beforeLast[column - 1] + 1)
        }
        current.append(edits)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
