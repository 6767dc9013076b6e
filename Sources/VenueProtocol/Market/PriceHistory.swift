import FixedPoint
import TradingModel

/// The past of a market: imported bars, or where there are none one made up as smooth noise of
/// several periods that is the same for the same seed.
struct PriceHistory: Hashable, Sendable {
  let seed: UInt64
  /// The price the noise plays around, in millionths of the quote.
  let level: Int64
  /// The bars it follows instead.
  var path: BarPath?

  /// Periods in minutes and amplitudes in millionths.
  private static let octaves: [(minutes: Int64, amplitude: Int64)] = [
    (1, 500), (8, 1000), (64, 3000), (512, 8000), (4096, 20000),
  ]

  /// The price in millionths at a minute and a part of it in thousandths.
  func price(minute: Int64, thousandths: Int64 = 0) -> Int64 {
    if let path { return path.price(at: minute * 60_000_000_000 + thousandths * 60_000_000) }
    var shift: Int64 = 0
    for (number, octave) in Self.octaves.enumerated() {
      let place = minute * 1000 + thousandths
      let period = octave.minutes * 1000
      let cell = place >= 0 ? place / period : (place - period + 1) / period
      let inside = place - cell * period
      let first = noise(number, cell)
      let second = noise(number, cell + 1)
      let value = first + (second - first) * inside / period
      shift += value * octave.amplitude / 1000
    }
    return level + level / 1_000_000 * shift
  }

  /// Noise of −1000 … 1000 for a cell.
  func noise(_ octave: Int, _ cell: Int64) -> Int64 {
    var mixed = UInt64(bitPattern: cell) &* 0x9E37_79B9_7F4A_7C15
    mixed ^= seed &+ UInt64(octave) &* 0xD1B5_4A32_D192_ED03
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return Int64(mixed % 2001) - 1000
  }
}
