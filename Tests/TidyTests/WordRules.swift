/// Words that may not stand in code.
enum WordRules {
  static let coreRooms: Set<String> = [
    "JSON", "Hashing", "FixedPoint", "TradingModel", "InstructionLanguage", "Ethereum",
    "Protocols", "Portfolio", "Orders", "RiskControl", "ChainTransactions", "Sagas",
    "ExecutionCore", "ExecutionRuntime", "Simulation", "VenueProtocol",
  ]

  private static let bannedInCore = [
    "import Foundation", "Date(", "ContinuousClock", "SuspendingClock",
    "SystemRandomNumberGenerator", ".random(", "UUID(", "await ", "Task {", "Task.",
    "DispatchQueue", "Double", "Float",
  ]
  private static let bannedInCode = ["try!", "as!", "fatalError"]
  private static let bannedAnywhere = ["TODO", "FIXME"]

  /// Clocks, randomness, concurrency, Foundation and binary floating point in the core rooms.
  static func impurity(_ file: SourceFile) -> [String] {
    guard coreRooms.contains(file.room) else { return [] }
    return find(bannedInCore, in: file.code, of: file)
  }

  /// Traps in code, and promises in code or comments.
  static func unfinished(_ file: SourceFile) -> [String] {
    find(bannedInCode, in: file.code, of: file) + find(bannedAnywhere, in: file.lines, of: file)
  }

  /// Decisions by mode, outside the few files that may take them.
  static func modeSwitches(_ file: SourceFile) -> [String] {
    guard !mayKnowTheMode(file) else { return [] }
    let tokens = ["live", "paper", "backtest"].flatMap { mode in
      ["case .\(mode)", "== .\(mode)", "!= .\(mode)"]
    }
    return find(tokens, in: file.code, of: file)
  }

  private static func mayKnowTheMode(_ file: SourceFile) -> Bool {
    file.room == "Venues"
      && ["ExecutionInterfaceFactory", "SafetyGate"].contains(where: file.name.hasPrefix)
  }

  private static func find(
    _ tokens: [String], in lines: [String], of file: SourceFile
  ) -> [String] {
    lines.enumerated().flatMap { number, line in
      tokens.filter(line.containsToken).map { "\(file.place(number)): '\($0)'" }
    }
  }
}
