/// Which room may import which. The build checks it too; this list is the one that was decided.
enum ImportRules {
  /// What every room outside the core may import of the system.
  private static let system: Set<String> = [
    "Foundation", "FoundationEssentials", "Glibc", "Dispatch", "Synchronization",
  ]

  static let allowed: [String: Set<String>] = [
    "CCurl": [], "COpenSSL": [], "CSecp256k1": [], "JSON": [], "Hashing": [], "FixedPoint": [],
    "Secrets": [],
    "TradingModel": ["FixedPoint"],
    "InstructionLanguage": ["JSON", "Hashing", "FixedPoint", "TradingModel"],
    "Ethereum": ["JSON", "FixedPoint"],
    "EthereumTools": ["JSON", "Secrets", "FixedPoint", "Ethereum", "EthereumKeys", "Protocols"],
    "EthereumKeys": ["JSON", "Secrets", "FixedPoint", "Ethereum", "CSecp256k1", "COpenSSL"],
    "Protocols": ["JSON", "FixedPoint", "Ethereum"],
    "Portfolio": ["FixedPoint", "TradingModel", "Protocols"],
    "Orders": ["Hashing", "FixedPoint", "TradingModel"],
    "RiskControl": ["FixedPoint", "TradingModel", "Portfolio", "Ethereum"],
    "ChainTransactions": ["FixedPoint", "TradingModel", "Ethereum"],
    "Sagas": ["FixedPoint", "TradingModel"],
    "ExecutionCore": [
      "FixedPoint", "TradingModel", "Ethereum", "Protocols", "Portfolio", "Orders", "RiskControl",
      "ChainTransactions", "Sagas",
    ],
    "Arming": ["TradingModel"],
    "VenueDefinitions": ["JSON", "FixedPoint", "TradingModel", "Ethereum", "Yams"],
    "ExecutionRuntime": ["FixedPoint", "TradingModel", "RiskControl", "ExecutionCore"],
    "LiveRuntime": ["TradingModel", "ExecutionCore", "ExecutionRuntime"],
    "MarketData": ["JSON", "Hashing", "FixedPoint", "TradingModel"],
    "Simulation": ["FixedPoint", "TradingModel", "Protocols", "ExecutionRuntime"],
    "VenueProtocol": [
      "JSON", "Hashing", "FixedPoint", "TradingModel", "Simulation", "VenueDefinitions",
    ],
    "VenueChain": [
      "JSON", "FixedPoint", "Ethereum", "EthereumKeys", "Transport", "VenueProtocol",
      "VenueServer",
    ],
    "VenueServer": ["VenueProtocol", "NIOCore", "NIOPosix", "NIOHTTP1", "NIOWebSocket"],
    "Journal": ["Hashing", "FixedPoint", "TradingModel", "GRDB"],
    "Transport": ["JSON", "Hashing", "Secrets", "CCurl", "COpenSSL"],
    "CEX": [
      "JSON", "Hashing", "Secrets", "FixedPoint", "TradingModel", "VenueDefinitions", "Orders",
      "RiskControl",
      "ExecutionRuntime", "Transport", "Arming",
    ],
    "OnChain": [
      "JSON", "FixedPoint", "TradingModel", "Ethereum", "EthereumKeys", "Protocols",
      "ChainTransactions",
      "VenueDefinitions", "RiskControl", "ExecutionRuntime", "Transport", "Arming",
    ],
    "StrategyEngine": ["FixedPoint", "TradingModel", "Portfolio", "ExecutionRuntime"],
    "Strategies": [
      "FixedPoint", "TradingModel", "Portfolio", "ExecutionRuntime", "StrategyEngine",
    ],
    "Reporting": ["FixedPoint", "TradingModel", "Portfolio"],
    "VenuesCommand": [
      "JSON", "Secrets", "FixedPoint", "TradingModel", "InstructionLanguage", "MarketData",
      "VenueDefinitions", "CEX", "Ethereum", "EthereumKeys", "EthereumTools", "Venues",
      "VenueProtocol", "VenueServer", "VenueChain", "Reporting",
      "ArgumentParser",
    ],
    "VenuesTesting": ["FixedPoint", "TradingModel", "Venues"],
    "EmbedResourcesTool": [],
    "Benchmarks": [
      "CBenchmarkReference", "JSON", "FixedPoint", "TradingModel", "Ethereum", "EthereumKeys",
      "Hashing", "Portfolio", "Orders", "RiskControl", "ExecutionCore", "VenueDefinitions", "CEX",
      "Transport", "Protocols", "Secrets", "COpenSSL", "CCurl",
    ],
  ]

  /// The public door imports every room but the commands and what is built on itself.
  private static let venues = Set(allowed.keys).subtracting([
    "VenuesCommand", "VenuesTesting", "EmbedResourcesTool",
  ]).union(["Yams", "Logging", "Metrics"])

  /// Imports of a file that its room was not given, and rooms nobody decided on.
  static func violations(_ file: SourceFile) -> [String] {
    guard let rooms = file.room == "Venues" ? venues : allowed[file.room] else {
      return ["\(file.path): room '\(file.room)' is not in the table of rooms"]
    }
    let isCore = WordRules.coreRooms.contains(file.room)
    let permitted = isCore ? rooms : rooms.union(system)
    return file.code.enumerated().compactMap { number, line in
      guard let module = importedModule(line), !permitted.contains(module) else { return nil }
      return "\(file.place(number)): \(file.room) may not import \(module)"
    }
  }

  /// The module a line imports, or nil.
  private static func importedModule(_ line: String) -> String? {
    let words = line.split(whereSeparator: \.isWhitespace)
    guard let start = words.firstIndex(of: "import"),
      words[..<start].allSatisfy({ $0.hasPrefix("@") || ["public", "internal"].contains($0) })
    else { return nil }
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let"]
    let rest = words[(start + 1)...].drop { kinds.contains($0) }
    return rest.first?.split(separator: ".").first.map(String.init)
  }
}
