import Secrets
import TradingModel
import Yams

/// Strict access to one mapping inside a configuration; every failure names the whole path.
struct ConfigurationSection {
  let path: String
  private let fields: ConfigurationFields
  private let mapping: Node.Mapping

  /// The mapping at a node, which may have no other keys than `known`.
  init(
    _ node: Node, path: String, known: [String], fields: ConfigurationFields
  ) throws(ConfigurationError) {
    self.path = path
    self.fields = fields
    guard let mapping = node.mapping else {
      throw fields.failure(path, "is no mapping", "Write key: value.")
    }
    self.mapping = mapping
    for (key, _) in mapping {
      let name = key.string ?? ""
      guard known.contains(name) else {
        let nearest = Spelling.nearest(to: name, among: known).map { " Did you mean '\($0)'?" }
        throw fields.failure(
          "\(path).\(name)", "is no known key.\(nearest ?? "")",
          "Known: \(known.joined(separator: ", ")).")
      }
    }
  }

  /// A mapping inside this one; nil where it is not given.
  func section(
    _ key: String, known: [String]
  ) throws(ConfigurationError) -> ConfigurationSection? {
    guard let node = node(key) else { return nil }
    return try ConfigurationSection(node, path: "\(path).\(key)", known: known, fields: fields)
  }

  func failure(_ key: String, _ message: String, _ hint: String) -> ConfigurationError {
    fields.failure("\(path).\(key)", message, hint)
  }

  func value<Value>(
    _ key: String, _ allowed: String, default fallback: Value? = nil, _ parse: (String) -> Value?
  ) throws(ConfigurationError) -> Value {
    if let value = try optional(key, allowed, parse) ?? fallback { return value }
    throw failure(key, "is missing", "Allowed: \(allowed).")
  }

  func optional<Value>(
    _ key: String, _ allowed: String, _ parse: (String) -> Value?
  ) throws(ConfigurationError) -> Value? {
    guard let node = node(key) else { return nil }
    guard let text = node.scalar?.string, let value = parse(text) else {
      throw failure(
        key, "is '\(node.scalar?.string ?? "a list or mapping")'", "Allowed: \(allowed).")
    }
    return value
  }

  /// A reference to a secret; what was found instead of one is not repeated.
  func secret(_ key: String) throws(ConfigurationError) -> SecretReference? {
    guard let node = node(key) else { return nil }
    guard let reference = node.scalar.flatMap({ SecretReference(configured: $0.string) }) else {
      throw failure(key, "is not a reference to a secret", SecretReference.advice)
    }
    return reference
  }

  /// One text or a list of texts.
  func list(_ key: String) throws(ConfigurationError) -> [String] {
    guard let node = node(key) else { return [] }
    if let text = node.scalar?.string { return [text] }
    guard let items = node.sequence else {
      throw failure(key, "is no list", "Write [one, two].")
    }
    var texts: [String] = []
    for item in items {
      guard let text = item.scalar?.string else {
        throw failure(key, "has an entry that is not text", "Write [one, two].")
      }
      texts.append(text)
    }
    return texts
  }

  /// Names and texts, ascending by name.
  func pairs(_ key: String) throws(ConfigurationError) -> [(key: String, value: String)] {
    guard let node = node(key) else { return [] }
    return try node.textPairs { message, hint in failure(key, message, hint) }
  }

  private func node(_ key: String) -> Node? {
    mapping.first { $0.key.string == key }?.value
  }
}
