/// Where a secret is. A configuration, a command line or a request never needs to hold one itself:
/// what is written there is read by others.
public struct SecretReference: Hashable, Sendable, CustomStringConvertible {
  /// The kinds of place.
  public enum Place: String, Hashable, Sendable, CaseIterable {
    /// An environment variable; not for keys that sign or withdraw outside test networks.
    case environment = "env"
    /// A file of the user's own that nobody else may read (mode 0600 or 0400).
    case file
    /// A systemd credential, in the directory `CREDENTIALS_DIRECTORY` names.
    case systemd
    /// A Docker secret, in `/run/secrets`.
    case docker
    /// An encrypted Ethereum keystore file; it holds a signing key and needs a password.
    case keystore
    /// A file encrypted with age, opened by the tool `age` or `rage`.
    case age
  }

  /// What kind of place it is.
  public let place: Place
  /// The variable, path or name.
  public let name: String

  /// Reads `env:NAME`, `file:PATH`, `systemd:NAME`, `docker:NAME`, `keystore:PATH` or `age:PATH`;
  /// nil for anything else, above all for a secret itself.
  public init?(_ text: some StringProtocol) {
    guard let colon = text.firstIndex(of: ":"),
      let place = Place(rawValue: String(text[..<colon]))
    else { return nil }
    let name = String(text[text.index(after: colon)...])
    guard Self.fits(name, place) else { return nil }
    self.place = place
    self.name = name
  }

  private static func fits(_ name: String, _ place: Place) -> Bool {
    let isPrintable = name.utf8.allSatisfy { (0x21...0x7e).contains($0) }
    guard isPrintable, (1...4_096).contains(name.utf8.count) else { return false }
    switch place {
    case .environment:
      return name.utf8.allSatisfy {
        (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0) || (0x30...0x39).contains($0)
          || $0 == 0x5f
      }
    case .file, .keystore, .age: return true
    case .systemd, .docker: return !name.contains("/") && name != "." && name != ".."
    }
  }

  /// Whether it means the same from every working directory, as a configuration file demands.
  public var isAbsolute: Bool {
    switch place {
    case .environment, .systemd, .docker: true
    case .file, .keystore, .age: name.hasPrefix("/")
    }
  }

  /// How it is written; the secret is not in it.
  public var description: String { "\(place.rawValue):\(name)" }
}
