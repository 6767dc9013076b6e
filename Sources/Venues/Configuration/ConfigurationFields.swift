import TradingModel
import Yams

/// Strict access to the keys of a configuration, each of which knows where it comes from.
struct ConfigurationFields {
  struct Field {
    let key: String
    var node: Node
    var origin: ConfigurationOrigin
  }

  private(set) var nodes: [Field]

  init(
    yaml: String, origin: ConfigurationOrigin, known: [String]
  ) throws(ConfigurationError) {
    let file = origin.place
    let root: Node?
    do {
      root = try Yams.compose(yaml: yaml, .basic)
    } catch {
      throw ConfigurationError(
        file: file, path: "", message: "is not YAML: \(error)", hint: "Check the indentation.")
    }
    guard let mapping = root?.mapping else {
      throw ConfigurationError(
        file: file, path: "", message: "is not a mapping", hint: "Start from `venues config show`.")
    }
    nodes = mapping.map { Field(key: $0.key.string ?? "", node: $0.value, origin: origin) }
    for field in nodes where !known.contains(field.key) {
      throw Self.unknown(field.key, among: known, place: file)
    }
  }

  static func unknown(_ key: String, among known: [String], place: String) -> ConfigurationError {
    let nearest = Spelling.nearest(to: key, among: known).map { " Did you mean '\($0)'?" } ?? ""
    return ConfigurationError(
      file: place, path: key, message: "'\(key)' is no known key.\(nearest)",
      hint: "Known: \(known.joined(separator: ", ")).")
  }

  /// Lays the keys of another source over these.
  mutating func lay(_ other: ConfigurationFields) {
    for field in other.nodes {
      nodes.removeAll { $0.key == field.key }
      nodes.append(field)
    }
  }

  /// Sets a key from a text; a mapping is written `name=value,name=value`.
  mutating func set(
    _ key: String, to text: String, origin: ConfigurationOrigin
  ) throws(ConfigurationError) {
    var node = Node(text)
    if RunConfiguration.mappings.contains(key) {
      var pairs: [(Node, Node)] = []
      for part in text.split(separator: ",") {
        let sides = part.split(separator: "=", maxSplits: 1)
        guard sides.count == 2 else {
          throw ConfigurationError(
            file: origin.place, path: key, message: "has an entry '\(part)'",
            hint: "Write name=value,name=value.")
        }
        pairs.append((Node(String(sides[0])), Node(String(sides[1]))))
      }
      node = Node(pairs)
    }
    nodes.removeAll { $0.key == key }
    nodes.append(Field(key: key, node: node, origin: origin))
  }

  /// A value as it stands; nil for a key that is not given.
  func value(of key: String) -> ConfigurationValue? {
    guard let field = nodes.first(where: { $0.key == key }) else { return nil }
    guard let mapping = field.node.mapping else {
      return ConfigurationValue(
        key: key, content: .text(field.node.scalar?.string ?? ""), origin: field.origin)
    }
    let entries = mapping.flatMap { Self.entries($0.key.string ?? "", $0.value) }
    return ConfigurationValue(key: key, content: .entries(entries), origin: field.origin)
  }

  /// A nested mapping as one entry for each text, named by its whole path.
  private static func entries(_ name: String, _ node: Node) -> [ConfigurationValue.Entry] {
    if let mapping = node.mapping {
      return mapping.flatMap { entries("\(name).\($0.key.string ?? "")", $0.value) }
    }
    let items = node.sequence.map { $0.map { $0.scalar?.string ?? "" }.joined(separator: " ") }
    return [ConfigurationValue.Entry(name: name, value: items ?? node.scalar?.string ?? "")]
  }

  func failure(_ path: String, _ message: String, _ hint: String) -> ConfigurationError {
    let key = path.split(separator: ".").first.map(String.init) ?? path
    let origin = (nodes.first { $0.key == key } ?? nodes.first)?.origin ?? .embedded
    return ConfigurationError(file: origin.place, path: path, message: message, hint: hint)
  }

  func text(_ key: String) throws(ConfigurationError) -> String {
    try value(key, "text") { $0.isEmpty ? nil : $0 }
  }

  func value<Value>(
    _ key: String, _ allowed: String, _ parse: (String) -> Value?
  ) throws(ConfigurationError) -> Value {
    guard let value = try optionalValue(key, allowed, parse) else {
      throw failure(key, "is missing", "Allowed: \(allowed).")
    }
    return value
  }

  func optionalValue<Value>(
    _ key: String, _ allowed: String, _ parse: (String) -> Value?
  ) throws(ConfigurationError) -> Value? {
    guard let node = nodes.first(where: { $0.key == key })?.node else { return nil }
    guard let text = node.scalar?.string, let value = parse(text) else {
      throw failure(
        key, "is '\(node.scalar?.string ?? "a list or mapping")'", "Allowed: \(allowed).")
    }
    return value
  }

  func pairs(
    _ key: String, isOptional: Bool = false
  ) throws(ConfigurationError) -> [(key: String, value: String)] {
    guard let node = nodes.first(where: { $0.key == key })?.node else {
      if isOptional { return [] }
      throw failure(key, "is missing", "Write a mapping.")
    }
    return try node.textPairs { message, hint in failure(key, message, hint) }
  }
}

extension Node {
  /// The names and texts of a mapping, ascending by name.
  func textPairs(
    _ failure: (_ message: String, _ hint: String) -> ConfigurationError
  ) throws(ConfigurationError) -> [(key: String, value: String)] {
    guard let mapping else { throw failure("is no mapping", "Write key: value.") }
    var pairs: [(key: String, value: String)] = []
    for (name, value) in mapping {
      guard let name = name.string, let text = value.scalar?.string else {
        throw failure("has an entry that is not text", "Write \"key\": \"value\".")
      }
      pairs.append((key: name, value: text))
    }
    return pairs.sorted { $0.key < $1.key }
  }
}
