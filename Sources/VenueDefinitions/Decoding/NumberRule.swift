import FixedPoint

/// The numbers a key allows.
enum NumberRule {
  /// Above zero.
  case positive
  /// Zero or more.
  case notNegative
  /// From zero to one.
  case fraction
  /// Above zero up to one.
  case positiveFraction
  /// Between minus one and one.
  case signedFraction
  /// One or more.
  case atLeastOne

  /// Whether the number is allowed.
  func allows(_ number: Decimal18) -> Bool {
    switch self {
    case .positive: number > .zero
    case .notNegative: number >= .zero
    case .fraction: number >= .zero && number <= .one
    case .positiveFraction: number > .zero && number <= .one
    case .signedFraction: number > -Decimal18.one && number < .one
    case .atLeastOne: number >= .one
    }
  }

  /// The rule in words.
  var words: String {
    switch self {
    case .positive: "a number above 0"
    case .notNegative: "a number of 0 or more"
    case .fraction: "a number from 0 to 1"
    case .positiveFraction: "a number above 0 up to 1"
    case .signedFraction: "a number between -1 and 1"
    case .atLeastOne: "a number of 1 or more"
    }
  }
}
