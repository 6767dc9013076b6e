import JSON

/// What a replay found.
public struct ReplayResult: Hashable, Sendable {
  /// A place where replay and journal differ.
  public struct Mismatch: Hashable, Sendable {
    /// The input.
    public let sequence: UInt64
    /// What differs.
    public let detail: String
  }

  /// Inputs replayed.
  public let inputs: UInt64
  /// Effects compared.
  public let effects: Int
  /// Digest of the core's state after the last input.
  public let stateHash: String
  /// The stored one; nil when the journal ends between two checkpoints.
  public let storedHash: String?
  /// State hashes compared.
  public let checkpoints: Int
  /// Hash of the journal's last row.
  public let head: String
  /// The first place where inputs, effects or state differ; nil for none.
  public let mismatch: Mismatch?
  /// The first projection row that differs; nil for none.
  public let projectionDifference: String?

  /// Whether the journal's inputs give everything it holds.
  public var isEqual: Bool { mismatch == nil && projectionDifference == nil }

  /// The failure a difference stands for; nil when there is none.
  public var failure: VenuesError? {
    if let mismatch {
      return VenuesError(
        .storeFailed, code: "replay.mismatch",
        message: "input \(mismatch.sequence): \(mismatch.detail)",
        path: "input \(mismatch.sequence)",
        hint: "The journal was made by another version of the program, or was changed.")
    }
    return projectionDifference.map {
      VenuesError(
        .storeFailed, code: "replay.projections", message: "a projection differs: \($0)",
        hint: "`venues replay JOURNAL --rebuild` writes the projections anew.")
    }
  }

  /// One JSON object.
  public var json: String {
    var json = JSONWriter()
    json.object { json in
      json.field("verdict", isEqual ? "EQUAL" : "DIFFERENT")
      json.number("inputs", inputs)
      json.number("effects", effects)
      json.number("checkpoints", checkpoints)
      json.field("stateHash", stateHash)
      json.field("storedHash", storedHash)
      json.field("head", head)
      json.field("mismatch", mismatch.map { "input \($0.sequence): \($0.detail)" })
      json.field("projections", projectionDifference ?? "equal")
    }
    return json.text
  }

  /// Lines for people.
  public var lines: [String] {
    [
      "  inputs       \(inputs)", "  effects      \(effects)", "  checkpoints  \(checkpoints)",
      "  state        \(stateHash)", "  stored       \(storedHash ?? "none at the last input")",
      "  head         \(head)", "  projections  \(projectionDifference ?? "equal")",
      mismatch.map { "verdict DIFFERENT at input \($0.sequence): \($0.detail)" }
        ?? "verdict \(isEqual ? "EQUAL" : "DIFFERENT")",
    ]
  }
}
