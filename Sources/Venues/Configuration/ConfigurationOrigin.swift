/// Where a value of a configuration comes from; the later ones win.
public enum ConfigurationOrigin: Hashable, Sendable, CustomStringConvertible {
  /// The configuration inside the binary.
  case embedded
  /// A file.
  case file(String)
  /// An environment variable.
  case environment(String)
  /// A flag of the command line.
  case flag(String)

  /// One word and what it names.
  public var description: String {
    switch self {
    case .embedded: "default"
    case .file(let path): "file \(path)"
    case .environment(let name): "env \(name)"
    case .flag(let name): "flag \(name)"
    }
  }

  /// What an error names as the place.
  var place: String {
    switch self {
    case .embedded: "config/backtest.yaml (embedded)"
    case .file(let path): path
    case .environment: "environment"
    case .flag: "command line"
    }
  }
}
