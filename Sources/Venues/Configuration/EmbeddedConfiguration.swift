import VenueDefinitions

/// The configuration inside the binary.
enum EmbeddedConfiguration {
  /// Its text; nil when the build left it out.
  static var text: String? { EmbeddedResources.text("config/backtest.yaml") }
}
