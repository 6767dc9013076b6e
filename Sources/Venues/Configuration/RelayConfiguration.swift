import OnChain
import Secrets

/// A private relay that a chain's transactions go to instead of the public pool: the key `relay` of
/// a chain.
public struct RelayConfiguration: Sendable {
  /// Where it listens: a URL, or a reference to one where it holds a key.
  public var url: String
  /// Where the key is that signs the requests. It stands for the desk's reputation with the relay
  /// and holds no coins.
  public var key: SecretReference
  /// Where the password of a keystore is.
  public var password: SecretReference?
  /// How a transaction is handed over.
  public var form: PrivateRelay.Form
  /// For how many blocks from the next on.
  public var blocks: UInt64

  static let keys = ["url", "key", "password", "form", "blocks"]

  init(_ section: ConfigurationSection) throws(ConfigurationError) {
    url = try section.value("url", "a URL, or a reference to one") {
      EndpointText.isValid($0, schemes: ["http", "https"]) ? $0 : nil
    }
    guard let key = try section.secret("key") else {
      throw section.failure(
        "key", "is missing", "Write where a key of its own is, never the account's: file:/path.")
    }
    self.key = key
    password = try section.secret("password")
    if key.place == .keystore, password == nil {
      throw section.failure("password", "is missing", "A keystore needs password: file:/path.")
    }
    form = try section.value("form", "transaction or bundle", default: .transaction) {
      PrivateRelay.Form(rawValue: $0)
    }
    blocks = try section.value("blocks", "1 to 100", default: 5) {
      UInt64($0).flatMap { (1...100).contains($0) ? $0 : nil }
    }
  }
}
