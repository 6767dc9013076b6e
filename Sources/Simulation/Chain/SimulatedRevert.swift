import Protocols

/// Why a step of a chain transaction does not go through.
struct SimulatedRevert: Error, Hashable, Sendable {
  let reason: String

  init(_ reason: String) { self.reason = reason }

  init(_ error: ProtocolMathError) { reason = "\(error)" }
}
