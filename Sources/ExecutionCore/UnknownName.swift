/// A name of an instruction that the catalog does not have, or that does not fit where it stands.
/// Nothing of the instruction was begun.
public struct UnknownName: Error, Hashable, Sendable {
  /// A stable code: `unknownVenue`, `unknownInstrument`, `unknownAsset`, …
  public let code: String
  /// What is wrong, for people.
  public let message: String
  /// What to do about it: the nearest spelling and the names known.
  public let hint: String
  /// Where, in the native form of instructions: `$.legs[4].do`.
  public let path: String

  /// Message and hint together.
  public var explanation: String { hint.isEmpty ? message : "\(message). \(hint)" }
}
