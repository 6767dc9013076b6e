import Ethereum
import FixedPoint
import Yams

/// One YAML value and where it stands, read strictly: numbers must be quoted, so that no value ever
/// passes through a binary float, and nothing is converted silently.
struct NodeReader {
  let file: String
  let path: String
  let node: Node

  /// An error at this value.
  func error(_ reason: VenueDefinitionError.Reason) -> VenueDefinitionError {
    VenueDefinitionError(file: file, path: path, line: node.mark?.line, reason: reason)
  }

  /// The mistake of a value outside what is allowed.
  func notAllowed(_ found: String, _ allowed: String) -> VenueDefinitionError {
    error(.notAllowed(found: found, allowed: allowed))
  }

  private var shape: String {
    switch node {
    case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "\"\(scalar.string)\""
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }

  private func scalar(_ expected: String) throws(VenueDefinitionError) -> Node.Scalar {
    guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
      throw error(.wrongType(found: shape, expected: expected))
    }
    return scalar
  }

  /// Text in quotes.
  func text() throws(VenueDefinitionError) -> String {
    let scalar = try scalar("text in quotes")
    guard scalar.style == .doubleQuoted || scalar.style == .singleQuoted else {
      throw error(.wrongType(found: "\(scalar.string) without quotes", expected: "text in quotes"))
    }
    return scalar.string
  }

  /// An exact decimal in quotes.
  func decimal(_ rule: NumberRule) throws(VenueDefinitionError) -> Decimal18 {
    let scalar = try scalar("a decimal number in quotes")
    guard scalar.style == .doubleQuoted || scalar.style == .singleQuoted else {
      let found = "\(scalar.string) without quotes"
      throw error(.wrongType(found: found, expected: "a decimal number in quotes"))
    }
    guard let number = Decimal18(scalar.string) else {
      let expected = "a decimal number of at most 18 decimals in quotes"
      throw error(.wrongType(found: "\"\(scalar.string)\"", expected: expected))
    }
    guard rule.allows(number) else { throw notAllowed(scalar.string, rule.words) }
    return number
  }

  /// A whole number in quotes within a range.
  func integer(_ range: ClosedRange<Int>) throws(VenueDefinitionError) -> Int {
    let text = try text()
    guard let number = Int(text) else {
      throw error(.wrongType(found: "\"\(text)\"", expected: "a whole number in quotes"))
    }
    guard range.contains(number) else {
      throw notAllowed(text, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// `true` or `false`.
  func boolean() throws(VenueDefinitionError) -> Bool {
    let scalar = try scalar("true or false")
    switch (scalar.string, scalar.style) {
    case ("true", .plain): return true
    case ("false", .plain): return false
    default: throw error(.wrongType(found: shape, expected: "true or false"))
    }
  }

  /// One of a closed set of words.
  func choice<Choice: RawRepresentable & CaseIterable>() throws(VenueDefinitionError) -> Choice
  where Choice.RawValue == String {
    let text = try text()
    guard let choice = Choice(rawValue: text) else {
      throw notAllowed(text, Choice.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return choice
  }

  /// An address, with its EIP-55 checksum where the letters are of both cases.
  func address() throws(VenueDefinitionError) -> Address {
    let text = try text()
    guard let address = Address(text) else {
      throw notAllowed(text, "0x and 40 hexadecimal digits with the EIP-55 checksum")
    }
    return address
  }

  /// The elements of a list.
  func elements() throws(VenueDefinitionError) -> [NodeReader] {
    guard case .sequence(let sequence) = node else {
      throw error(.wrongType(found: shape, expected: "a list"))
    }
    return sequence.enumerated().map { index, element in
      NodeReader(file: file, path: "\(path)[\(index)]", node: element)
    }
  }

  /// The pairs of a mapping, in the file's order.
  func pairs() throws(VenueDefinitionError) -> [(key: String, value: NodeReader)] {
    guard case .mapping(let mapping) = node else {
      throw error(.wrongType(found: shape, expected: "a mapping"))
    }
    var pairs: [(key: String, value: NodeReader)] = []
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        throw error(.wrongType(found: "a key that is not a word", expected: "a mapping of words"))
      }
      let below = path.isEmpty ? scalar.string : "\(path).\(scalar.string)"
      pairs.append((scalar.string, NodeReader(file: file, path: below, node: value)))
    }
    return pairs
  }
}
