import Secrets

extension SecretReference {
  /// A reference as a configuration file may have it: one that means the same from every working
  /// directory.
  init?(configured text: String) {
    self.init(text)
    if !isAbsolute { return nil }
  }

  /// How to write one in a configuration.
  static let advice =
    "Write env:NAME, file:/path (mode 0600), systemd:name, docker:name, keystore:/path or "
    + "age:/path, never the secret itself."
}
