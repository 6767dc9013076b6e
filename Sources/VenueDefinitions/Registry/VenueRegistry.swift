import TradingModel

/// All venue definitions, sorted by id. A venue's position in the order is its dense ``VenueID``.
public struct VenueRegistry: Sendable {
  /// Definitions in ascending order of id.
  public let definitions: [VenueDefinition]

  /// A registry of these definitions.
  /// - Throws: ``VenueDefinitionError`` when an id or alias is given twice, or a definition names a
  ///   chain or an asset that none defines.
  public init(_ definitions: [VenueDefinition]) throws(VenueDefinitionError) {
    self.definitions = definitions.sorted { $0.id < $1.id }
    try checkNames()
    try checkChains()
    _ = try assetTable()
  }

  /// A registry of venue files, each a name for messages and its text. A later file replaces an
  /// earlier one of the same id.
  /// - Throws: ``VenueDefinitionError`` of the first file that is wrong.
  public init(files: [(name: String, text: String)]) throws(VenueDefinitionError) {
    var definitions: [VenueDefinition] = []
    for file in files {
      let definition = try VenueDefinition(yaml: file.text, file: file.name)
      definitions.removeAll { $0.id == definition.id }
      definitions.append(definition)
    }
    try self.init(definitions)
  }

  /// The id of a venue by name or alias; nil when unknown.
  public func venueID(named name: String) -> VenueID? {
    definitions.firstIndex { $0.id == name || $0.aliases.contains(name) }.map { VenueID($0) }
  }

  /// The definition of a venue by name or alias; nil when unknown.
  public func definition(named name: String) -> VenueDefinition? {
    definitions.first { $0.id == name || $0.aliases.contains(name) }
  }

  /// The definition of a venue by name or alias.
  /// - Throws: ``VenueDefinitionError`` naming the nearest known spelling.
  public func requireDefinition(
    named name: String
  ) throws(VenueDefinitionError) -> VenueDefinition {
    if let definition = definition(named: name) { return definition }
    throw VenueDefinitionError(
      file: "venues", path: "", line: nil,
      reason: .unknownName(name, nearest: suggestion(for: name)))
  }

  /// The known venue name nearest to a mistyped one, or nil.
  public func suggestion(for name: String) -> String? {
    Spelling.nearest(to: name, among: definitions.flatMap { [$0.id] + $0.aliases })
  }

  /// Every position key the venues offer, sorted by venue and then in the file's order.
  public var positionKeys: [String] { definitions.flatMap(\.positionKeys) }

  private func checkNames() throws(VenueDefinitionError) {
    var taken: Set<String> = []
    for name in definitions.flatMap({ [$0.id] + $0.aliases }) where !taken.insert(name).inserted {
      throw VenueDefinitionError(file: "venues", path: "", line: nil, reason: .duplicate(name))
    }
  }

  private func checkChains() throws(VenueDefinitionError) {
    let chains = definitions.filter { $0.kind == .chain }.map(\.id)
    let exchanges = definitions.filter { $0.kind == .exchange }.map(\.id)
    for definition in definitions {
      if let history = definition.historyFrom, !exchanges.contains(history) {
        throw VenueDefinitionError(
          file: "venues/\(definition.id).yaml", path: "historyFrom", line: nil,
          reason: .unknownName(history, nearest: Spelling.nearest(to: history, among: exchanges)))
      }
      guard let chain = definition.chainName, !chains.contains(chain) else { continue }
      let nearest = Spelling.nearest(to: chain, among: chains)
      throw VenueDefinitionError(
        file: "venues/\(definition.id).yaml", path: "chainName", line: nil,
        reason: .unknownName(chain, nearest: nearest))
    }
  }
}
