/// What one benchmark found, beside its reference of the same run.
struct Measurement {
  /// Whether a larger or a smaller ratio is wanted, and how large.
  enum Goal {
    /// At least so many times the reference's speed.
    case speed(Double)
    /// At most so many times the reference's time.
    case time(Double)
    /// At most so many of the unit more than the reference.
    case difference(Double)
    /// At most so many of the unit, without a reference.
    case most(Double)
    /// Nothing was promised.
    case none
  }

  let name: String
  var unit = "ns"
  /// Least and median over the rounds.
  var ours: Spread
  var reference: Spread?
  var referenceName = ""
  var goal = Goal.none
  /// What else was checked or counted.
  var note = ""

  /// Least and median of a sample.
  struct Spread {
    let least: Double
    let median: Double

    init(_ samples: [Double]) {
      let sorted = samples.sorted()
      least = sorted.first ?? 0
      median = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }
  }

  /// Reference's time over ours: above one when we are faster.
  var speed: Double? { reference.map { $0.least / ours.least } }

  /// Whether the goal is reached; nil without one, or without its reference.
  var isReached: Bool? {
    switch goal {
    case .speed(let least): speed.map { $0 >= least }
    case .time(let most): speed.map { 1 / $0 <= most }
    case .difference(let most): reference.map { ours.least - $0.least <= most }
    case .most(let most): ours.least <= most
    case .none: nil
    }
  }

  /// The figure the goal speaks of.
  var figure: String {
    switch goal {
    case .time: speed.map { "\(Format.decimals(1 / $0, 2))x time" } ?? "-"
    case .difference: reference.map { "+\(Format.decimals(ours.least - $0.least, 2))" } ?? "-"
    case .most: Format.decimals(ours.least, 2)
    case .speed, .none: speed.map { "\(Format.decimals($0, 2))x" } ?? "-"
    }
  }

  /// The goal as the table prints it.
  var goalText: String {
    switch goal {
    case .speed(let least): ">= \(Format.decimals(least, 2))x"
    case .time(let most): "<= \(Format.decimals(most, 1))x time"
    case .difference(let most): "<= +\(Format.decimals(most, 0)) \(unit)"
    case .most(let most): "<= \(Format.decimals(most, 0))"
    case .none: ""
    }
  }
}
