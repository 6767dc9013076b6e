/// Why a name of the Ethereum Name Service is not hashed.
public enum NameError: Error, Hashable, Sendable {
  /// The name needs normalisation beyond ASCII (ENSIP-15), which is not implemented.
  case unsupported
  /// A character that ENSIP-15 does not allow.
  case disallowedCharacter(Unicode.Scalar)
  /// An empty label.
  case emptyLabel
  /// An underscore that is not at the label's start.
  case underscoreInside
  /// Two hyphens at the third and fourth place of an ASCII label.
  case labelExtension
  /// An apostrophe at the label's start or end, or beside another.
  case misplacedApostrophe
}
