import TradingModel
import Yams

extension VenueDefinition {
  /// The schema every venue file names.
  public static let schema = "venues.venue/1"
  /// Longest file read, in bytes.
  public static let maximumFileSize = 1_000_000

  /// Reads a venue file. Strict: unknown keys, unquoted numbers, gaps in tables and names nothing
  /// defines are errors.
  /// - Throws: ``VenueDefinitionError`` with the file, the path in it, what was found and what is
  ///   allowed.
  public init(yaml text: String, file: String) throws(VenueDefinitionError) {
    guard text.utf8.count <= Self.maximumFileSize else {
      throw VenueDefinitionError(
        file: file, path: "", line: nil,
        reason: .notAllowed(found: "\(text.utf8.count) bytes", allowed: "at most 1000000 bytes"))
    }
    let root: Node?
    do {
      // Every scalar is text to us: rules that guess its type cost most of the reading.
      root = try Yams.compose(yaml: text, .basic)
    } catch {
      throw VenueDefinitionError(
        file: file, path: "", line: nil, reason: .syntax("not readable as YAML: \(error)"))
    }
    guard let root else {
      throw VenueDefinitionError(file: file, path: "", line: nil, reason: .missingKey("schema"))
    }
    let fields = try FieldReader(
      NodeReader(file: file, path: "", node: root), keys: Self.headerKeys + Self.sectionKeys)
    self = try Self.header(of: fields)
    try Self.checkSections(of: fields, kind: kind)
    try readExchange(fields)
    try readProtocols(fields)
    try readChain(fields)
    if let section = fields.optional("wire") { wire = try WireDefinition(section) }
    try checkReferences(fields)
  }

  private static let headerKeys = [
    "schema", "id", "kind", "name", "aliases", "revision", "chainName", "historyFrom",
  ]
  private static let sectionKeys = [
    "assets", "instruments", "fees", "margin", "funding", "orders", "networks", "reserves",
    "eModes",
    "lending", "staking", "pools", "chain", "tokens", "contracts", "positionKeys",
    "wire",
  ]

  private static func header(of fields: FieldReader) throws(VenueDefinitionError) -> Self {
    let schema = try fields.required("schema")
    let named = try schema.text()
    guard named == Self.schema else { throw schema.notAllowed(named, Self.schema) }
    let kind: VenueKind = try fields.required("kind").choice()
    var definition = VenueDefinition(
      id: try identifier(fields.required("id")), kind: kind, name: try fields.text("name"),
      aliases: try fields.words("aliases"), revision: try fields.text("revision"))
    for alias in definition.aliases where alias == definition.id {
      throw try fields.required("aliases").error(.duplicate(alias))
    }
    switch kind {
    case .exchange, .chain:
      if let extra = fields.optional("chainName") {
        throw extra.error(.unknownKey("chainName", nearest: nil))
      }
      guard let history = fields.optional("historyFrom") else { break }
      guard kind == .exchange else {
        throw history.error(.unknownKey("historyFrom", nearest: nil))
      }
      definition.historyFrom = try identifier(history)
    case .lending, .staking, .swap, .wallet:
      definition.chainName = try identifier(fields.required("chainName"))
      if let history = fields.optional("historyFrom") {
        throw history.error(.unknownKey("historyFrom", nearest: nil))
      }
    }
    return definition
  }

  /// A venue id: lower-case letters, digits and underscores.
  private static func identifier(_ reader: NodeReader) throws(VenueDefinitionError) -> String {
    let text = try reader.text()
    let isValid = text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
    }
    guard isValid, text.utf8.count <= 32 else {
      throw reader.notAllowed(text, "up to 32 of a-z, 0-9 and _")
    }
    return text
  }

  /// Sections a kind must have, and those it may have besides.
  private static func sections(of kind: VenueKind) -> (required: [String], optional: [String]) {
    switch kind {
    case .exchange:
      (
        ["instruments", "fees", "orders", "positionKeys"],
        ["assets", "margin", "funding", "networks", "wire"]
      )
    case .lending: (["lending"], ["reserves", "eModes", "contracts", "positionKeys"])
    case .staking: (["staking"], ["contracts", "positionKeys"])
    case .swap: (["pools"], ["contracts", "positionKeys"])
    case .chain: (["chain", "tokens"], ["contracts", "positionKeys"])
    case .wallet: (["positionKeys"], [])
    }
  }

  private static func checkSections(
    of fields: FieldReader, kind: VenueKind
  ) throws(VenueDefinitionError) {
    let sections = sections(of: kind)
    for key in sections.required where fields.optional(key) == nil {
      throw fields.reader.error(.missingKey(key))
    }
    for key in sectionKeys {
      guard let section = fields.optional(key) else { continue }
      guard sections.required.contains(key) || sections.optional.contains(key) else {
        let allowed = (sections.required + sections.optional).joined(separator: ", ")
        throw section.notAllowed(key, "for a venue of kind \(kind.rawValue): \(allowed)")
      }
    }
  }
}
