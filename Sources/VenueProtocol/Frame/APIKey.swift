/// A key of an account at one venue. Made for tests: the server prints it.
public struct APIKey: Hashable, Sendable {
  /// The venue's id.
  public var venue: String
  /// The public part.
  public var key: String
  /// The secret that signs.
  public var secret: String
  /// OKX's passphrase; empty elsewhere.
  public var passphrase: String
  /// The account it belongs to, by name.
  public var account: String
  /// What it may do.
  public var permissions: [KeyPermission]
  /// Addresses it may come from; empty for all.
  public var addresses: [String]

  /// Describes a key.
  public init(
    venue: String, key: String, secret: String, passphrase: String = "", account: String = "main",
    permissions: [KeyPermission] = KeyPermission.allCases, addresses: [String] = []
  ) {
    self.venue = venue
    self.key = key
    self.secret = secret
    self.passphrase = passphrase
    self.account = account
    self.permissions = permissions
    self.addresses = addresses
  }

  /// Test keys of the three venues: one that may do everything, one that only trades and one that
  /// only reads.
  public static let test: [APIKey] = ["binance", "bybit", "okx"].flatMap { venue in
    [
      APIKey(
        venue: venue, key: "test-key-\(venue)", secret: "test-secret-\(venue)",
        passphrase: "test-passphrase"),
      APIKey(
        venue: venue, key: "trade-key-\(venue)", secret: "trade-secret-\(venue)",
        passphrase: "test-passphrase", permissions: [.read, .spot, .futures, .transfer]),
      APIKey(
        venue: venue, key: "read-key-\(venue)", secret: "read-secret-\(venue)",
        passphrase: "test-passphrase", permissions: [.read]),
    ]
  }
}
