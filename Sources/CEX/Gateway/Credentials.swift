/// An account's key at one exchange. It never describes itself, so that no log can hold it.
public struct Credentials: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
  /// The public part, which requests carry.
  public let key: String
  /// Proves that requests are the account's.
  public let signer: any RequestSigner
  /// The third word OKX asks for; nil elsewhere.
  public let passphrase: String?

  /// A key with what signs for it.
  public init(key: String, signer: any RequestSigner, passphrase: String? = nil) {
    self.key = key
    self.signer = signer
    self.passphrase = passphrase
  }

  /// Never the contents.
  public var description: String { "Credentials(withheld)" }
  /// Never the contents.
  public var debugDescription: String { description }
}
