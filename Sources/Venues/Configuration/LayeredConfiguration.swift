import TradingModel
import Yams

/// A configuration put together of what is built in, a file, the environment and flags, in rising
/// order of precedence.
public struct LayeredConfiguration: Sendable {
  /// What runs are set up with.
  public let configuration: RunConfiguration
  /// Every value in force, in the order of ``RunConfiguration/keys``.
  public let values: [ConfigurationValue]

  /// Puts a configuration together.
  ///
  /// - Parameters:
  ///   - file: The text and path of a file; keys it leaves out keep their defaults.
  ///   - environment: Variables; `VENUES_HORIZON_DAYS` is the key `horizonDays`, and a mapping is
  ///     written `name=value,name=value`. Others are not looked at, but a name one slip away from
  ///     a key's is refused.
  ///   - flags: Keys and texts given on the command line.
  /// - Throws: ``ConfigurationError`` naming the place, the key, what was found and what is
  ///   allowed.
  public init(
    file: (text: String, path: String)? = nil, environment: [String: String] = [:],
    flags: [(key: String, value: String)] = []
  ) throws(ConfigurationError) {
    guard let embedded = EmbeddedConfiguration.text else {
      throw ConfigurationError(
        file: "config/backtest.yaml", path: "", message: "is not embedded", hint: "Rebuild.")
    }
    var fields = try ConfigurationFields(
      yaml: embedded, origin: .embedded, known: RunConfiguration.keys)
    if let file {
      let origin = ConfigurationOrigin.file(file.path)
      let given = try ConfigurationFields(
        yaml: file.text, origin: origin, known: RunConfiguration.keys)
      guard given.nodes.contains(where: { $0.key == "schema" }) else {
        throw ConfigurationError(
          file: file.path, path: "schema", message: "is missing",
          hint: "Write schema: venues.config/1.")
      }
      fields.lay(given)
    }
    for (name, key) in try Self.variables(environment) {
      guard let text = environment[name] else { continue }
      try fields.set(key, to: text, origin: .environment(name))
    }
    for flag in flags {
      try Self.check(flag.key, place: "command line")
      try fields.set(flag.key, to: flag.value, origin: .flag("--set \(flag.key)"))
    }
    configuration = try RunConfiguration(fields)
    values = RunConfiguration.keys.compactMap { fields.value(of: $0) }
  }

  /// The variable of a key: `horizonDays` is `VENUES_HORIZON_DAYS`.
  public static func variable(of key: String) -> String {
    "VENUES_"
      + key.map { $0.isUppercase ? "_\($0)" : $0.uppercased() }.joined()
  }

  /// Variables of this prefix that mean something else.
  private static let others = [
    "VENUES_ALLOW_LIVE", "VENUES_LIVE_CONFIRMATION", "VENUES_SHARED", "VENUES_ROOT",
    "VENUES_STATIC", "VENUES_CAMPAIGN", "VENUES_CAMPAIGN_SCALE", "VENUES_BENCH_DATA",
  ]

  /// The variables that are keys, in the order of the keys.
  private static func variables(
    _ environment: [String: String]
  ) throws(ConfigurationError) -> [(name: String, key: String)] {
    let known = RunConfiguration.keys.map { (name: variable(of: $0), key: $0) }
    for name in environment.keys.sorted() where name.hasPrefix("VENUES_") {
      guard !known.contains(where: { $0.name == name }), !others.contains(name),
        let nearest = Spelling.nearest(to: name, among: known.map(\.name))
      else { continue }
      throw ConfigurationError(
        file: "environment", path: name,
        message: "is no known variable. Did you mean "
          + "'\(nearest)'?", hint: "Rename or unset it.")
    }
    return known.filter { environment[$0.name]?.isEmpty == false }
  }

  private static func check(_ key: String, place: String) throws(ConfigurationError) {
    guard !RunConfiguration.keys.contains(key) else { return }
    throw ConfigurationFields.unknown(key, among: RunConfiguration.keys, place: place)
  }
}
