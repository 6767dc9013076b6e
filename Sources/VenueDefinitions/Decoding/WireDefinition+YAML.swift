import TradingModel

extension WireDefinition {
  /// Reads a venue file's `wire` section; an absent one is empty.
  init(_ reader: NodeReader) throws(VenueDefinitionError) {
    let fields = try FieldReader(reader, keys: Self.keys)
    if WireRequests.keys.contains(where: { fields.optional($0) != nil }) {
      requests = try WireRequests(fields)
    }
    for element in try fields.elements("errors") { errors.append(try Self.rule(element)) }
    if let section = fields.optional("statuses") { try readStatuses(section) }
    if let section = fields.optional("channels") { channels = try Self.choices(section) }
    if let section = fields.optional("incoming") {
      let words = try FieldReader(section, keys: ["orderTypes", "wallets"])
      if let section = words.optional("orderTypes") { orderTypes = try Self.words(section) }
      if let section = words.optional("wallets") { wallets = try Self.words(section) }
    }
  }

  private static let keys = ["errors", "statuses", "channels", "incoming"] + WireRequests.keys

  private mutating func readStatuses(_ section: NodeReader) throws(VenueDefinitionError) {
    let fields = try FieldReader(
      section, keys: ["orders", "conditional", "deposits", "withdrawals", "transfers"])
    orderStatuses = try Self.choices(fields.required("orders"))
    if let section = fields.optional("conditional") {
      conditionalStatuses = try Self.choices(section)
    }
    if let section = fields.optional("deposits") { depositStatuses = try Self.choices(section) }
    if let section = fields.optional("withdrawals") {
      withdrawalStatuses = try Self.choices(section)
    }
    if let section = fields.optional("transfers") { transferStatuses = try Self.choices(section) }
  }

  private static func rule(_ reader: NodeReader) throws(VenueDefinitionError) -> WireErrorRule {
    let fields = try FieldReader(
      reader,
      keys: ["codes", "statuses", "contains", "market", "category", "then", "thenForQueries"])
    let codes = fields.optional("codes") == nil ? [] : try fields.words("codes")
    var statuses: [Int] = []
    for element in try fields.elements("statuses") {
      statuses.append(try element.integer(100...599))
    }
    guard codes.isEmpty != statuses.isEmpty else {
      throw reader.notAllowed("codes and statuses", "one of the two")
    }
    return WireErrorRule(
      codes: codes, statuses: statuses, contains: try fields.optionalText("contains"),
      market: try choice(fields.optional("market")),
      category: try fields.required("category").choice(),
      then: try fields.required("then").choice(),
      thenForQueries: try choice(fields.optional("thenForQueries")))
  }

  private static func choice<Choice: RawRepresentable & CaseIterable>(
    _ reader: NodeReader?
  ) throws(VenueDefinitionError) -> Choice? where Choice.RawValue == String {
    guard let reader else { return nil }
    return try reader.choice()
  }

  private static func choices<Choice: RawRepresentable & CaseIterable>(
    _ reader: NodeReader
  ) throws(VenueDefinitionError) -> [String: Choice] where Choice.RawValue == String {
    var table: [String: Choice] = [:]
    for (word, value) in try reader.pairs() {
      guard table[word] == nil else { throw value.error(.duplicate(word)) }
      table[word] = try value.choice()
    }
    return table
  }

  private static func words(_ reader: NodeReader) throws(VenueDefinitionError) -> [String: String] {
    var table: [String: String] = [:]
    for (word, value) in try reader.pairs() {
      guard table[word] == nil else { throw value.error(.duplicate(word)) }
      table[word] = try value.text()
    }
    return table
  }
}
