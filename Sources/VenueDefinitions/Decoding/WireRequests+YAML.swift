import TradingModel

extension WireRequests {
  static let keys = [
    "receiveWindowMilliseconds", "environments", "buckets", "clientOrderIDs", "endpoints", "words",
  ]

  /// Reads the outgoing half of an exchange's `wire` section.
  init(_ fields: FieldReader) throws(VenueDefinitionError) {
    receiveWindowMilliseconds = try fields.integer("receiveWindowMilliseconds", 1...60_000)
    for element in try fields.required("environments").elements() {
      environments.append(try WireEnvironment(element))
    }
    for element in try fields.required("buckets").elements() {
      let bucket = try WireBucket(element)
      guard !buckets.contains(where: { $0.name == bucket.name }) else {
        throw element.error(.duplicate(bucket.name))
      }
      buckets.append(bucket)
    }
    for element in try fields.required("clientOrderIDs").elements() {
      let rule = try ClientOrderIDRule.read(element)
      guard clientOrderIDRule(for: rule.market) == nil else {
        throw element.error(.duplicate(rule.market.rawValue))
      }
      clientOrderIDs.append(rule)
    }
    for element in try fields.required("endpoints").elements() { try readEndpoint(element) }
    for (name, table) in try fields.required("words").pairs() {
      words.append(try WordTable(name: name, table))
    }
  }

  private mutating func readEndpoint(_ reader: NodeReader) throws(VenueDefinitionError) {
    let endpoint = try WireEndpoint(reader)
    for market in Market.allCases where (endpoint.market ?? market) == market {
      guard self.endpoint(endpoint.name, market) == nil else {
        throw reader.error(.duplicate("\(endpoint.name.rawValue) of \(market.rawValue)"))
      }
    }
    let names = buckets.map(\.name)
    guard names.contains(endpoint.bucket) else {
      let nearest = Spelling.nearest(to: endpoint.bucket, among: names)
      throw reader.error(.unknownName(endpoint.bucket, nearest: nearest))
    }
    endpoints.append(endpoint)
  }
}

extension WireEnvironment {
  fileprivate init(_ reader: NodeReader) throws(VenueDefinitionError) {
    let fields = try FieldReader(reader, keys: ["name", "aliases", "header", "hosts"])
    name = try fields.required("name").choice()
    aliases = fields.optional("aliases") == nil ? [] : try fields.choices("aliases")
    if let node = fields.optional("header") {
      let pair = try FieldReader(node, keys: ["name", "value"])
      header = WireHeader(name: try pair.text("name"), value: try pair.text("value"))
    }
    hosts = []
    let services = WireService.allCases.map(\.rawValue)
    for (key, value) in try fields.required("hosts").pairs() {
      guard let service = WireService(rawValue: key) else {
        throw value.error(.unknownKey(key, nearest: Spelling.nearest(to: key, among: services)))
      }
      let address = try value.text()
      let scheme = key.hasPrefix("rest") ? "https://" : "wss://"
      guard address.hasPrefix(scheme), !address.hasSuffix("/") else {
        throw value.notAllowed(address, "an address that starts with \(scheme) and ends without /")
      }
      hosts.append(WireHost(service: service, address: address))
    }
    for service in [WireService.restSpot, .restLinear] where self.address(of: service) == nil {
      throw reader.error(.missingKey("hosts.\(service.rawValue)"))
    }
  }
}

extension WireBucket {
  fileprivate init(_ reader: NodeReader) throws(VenueDefinitionError) {
    let fields = try FieldReader(reader, keys: ["name", "scope", "limit", "intervalSeconds"])
    self.init(
      name: try fields.text("name"), scope: try fields.required("scope").choice(),
      limit: try fields.integer("limit", 1...1_000_000),
      intervalSeconds: try fields.integer("intervalSeconds", 1...86_400))
  }
}

extension ClientOrderIDRule {
  fileprivate static func read(_ reader: NodeReader) throws(VenueDefinitionError) -> Self {
    let fields = try FieldReader(
      reader, keys: ["market", "parameter", "characters", "maximumLength"])
    let characters = try fields.text("characters")
    guard
      let rule = ClientOrderIDRule(
        market: try fields.required("market").choice(), parameter: try fields.text("parameter"),
        characters: characters, maximumLength: try fields.integer("maximumLength", 1...128))
    else { throw reader.notAllowed(characters, "ASCII characters and ranges such as A-Z") }
    return rule
  }
}

extension WireEndpoint {
  fileprivate init(_ reader: NodeReader) throws(VenueDefinitionError) {
    let fields = try FieldReader(
      reader,
      keys: ["name", "market", "method", "host", "path", "security", "lane", "bucket", "weight"])
    name = try fields.required("name").choice()
    if let node = fields.optional("market") { market = try node.choice() }
    method = try fields.required("method").choice()
    host = try fields.required("host").choice()
    path = try fields.text("path")
    security = try fields.required("security").choice()
    lane = try fields.required("lane").choice()
    bucket = try fields.text("bucket")
    weight = try fields.integer("weight", 0...1_000_000)
    guard path.hasPrefix("/"), host.rawValue.hasPrefix("rest") else {
      throw reader.notAllowed(path, "a path that starts with / on a REST host")
    }
  }
}

extension WordTable {
  fileprivate init(name: String, _ reader: NodeReader) throws(VenueDefinitionError) {
    self.init(name: name, entries: [])
    for (key, value) in try reader.pairs() {
      let theirs = try value.text()
      guard theirs.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) else {
        throw value.notAllowed(theirs, "printable ASCII without quotation marks or backslashes")
      }
      entries.append(WordEntry(ours: key, theirs: theirs))
    }
  }
}
