import Foundation
import Hashing
import TradingModel

extension Instruction {
  /// The instruction with a digest of its body, for one that was made in code without it.
  func withDigest() throws(VenuesError) -> Instruction {
    guard bodyDigest.isEmpty else { return self }
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      var copy = self
      copy.bodyDigest = SHA256.hash(Array(try encoder.encode(action))).hexadecimal
      return copy
    } catch {
      throw VenuesError(.internal, code: "digest", message: "\(error)")
    }
  }
}
