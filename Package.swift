// swift-tools-version: 6.2
import PackageDescription

// The table below is the architecture: a room may import only what its row names, and builds run
// with --explicit-target-dependency-import-check error.
let swiftSettings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func room(
  _ name: String, _ imports: [Target.Dependency] = [], plugins: [Target.PluginUsage] = []
) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: swiftSettings, plugins: plugins)
}

func tests(
  _ name: String, _ imports: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: imports, exclude: exclude, swiftSettings: swiftSettings)
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let bigInt = Target.Dependency.product(name: "BigInt", package: "BigInt")

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioWebSocket = Target.Dependency.product(name: "NIOWebSocket", package: "swift-nio")

let package = Package(
  name: "venues-swift",
  products: [
    .library(name: "Venues", targets: ["Venues"]),
    .library(name: "VenuesTesting", targets: ["VenuesTesting"]),
    .executable(name: "venues", targets: ["VenuesCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    .systemLibrary(name: "CSecp256k1", pkgConfig: "libsecp256k1"),
    .systemLibrary(name: "COpenSSL", pkgConfig: "openssl"),
    .target(name: "CCurl"),
    room("JSON"),
    room("Hashing"),
    room("Secrets"),
    room("FixedPoint"),
    room("TradingModel", ["FixedPoint"]),
    room("InstructionLanguage", ["JSON", "Hashing", "FixedPoint", "TradingModel"]),
    room("Ethereum", ["JSON", "FixedPoint"]),
    room("EthereumKeys", ["JSON", "Secrets", "FixedPoint", "Ethereum", "CSecp256k1", "COpenSSL"]),
    room("Protocols", ["JSON", "FixedPoint", "Ethereum"], plugins: ["EmbedResources"]),
    room(
      "EthereumTools",
      ["JSON", "Secrets", "FixedPoint", "Ethereum", "EthereumKeys", "Protocols"]),
    room("Portfolio", ["FixedPoint", "TradingModel"]),
    room("Orders", ["Hashing", "FixedPoint", "TradingModel"]),
    room("RiskControl", ["FixedPoint", "TradingModel"]),
    room("ChainTransactions", ["FixedPoint", "TradingModel", "Ethereum"]),
    room("Sagas", ["FixedPoint", "TradingModel"]),
    room(
      "ExecutionCore",
      ["FixedPoint", "TradingModel", "Portfolio", "Orders", "RiskControl", "Sagas"]),
    room(
      "ExecutionRuntime", ["FixedPoint", "TradingModel", "RiskControl", "ExecutionCore"]),
    room("LiveRuntime", ["TradingModel", "ExecutionCore", "ExecutionRuntime"]),
    room("Arming", ["TradingModel"]),
    room(
      "VenueDefinitions", ["JSON", "FixedPoint", "TradingModel", "Ethereum", yams],
      plugins: ["EmbedResources"]),
    room(
      "CEX",
      [
        "JSON", "Hashing", "Secrets", "FixedPoint", "TradingModel", "VenueDefinitions", "Orders",
        "RiskControl", "ExecutionRuntime", "Transport", "Arming",
      ]),
    room("MarketData", ["JSON", "Hashing", "FixedPoint"]),
    room("Simulation", ["FixedPoint", "TradingModel", "Protocols"]),
    room("Transport", ["JSON", "Hashing", "Secrets", "CCurl", "COpenSSL"]),
    room(
      "OnChain",
      [
        "JSON", "FixedPoint", "TradingModel", "Ethereum", "EthereumKeys", "Protocols",
        "ChainTransactions", "VenueDefinitions", "RiskControl", "ExecutionRuntime",
        "Transport",
      ]),
    room(
      "VenueProtocol",
      ["JSON", "Hashing", "FixedPoint", "TradingModel", "Simulation", "VenueDefinitions"]),
    room("VenueServer", ["VenueProtocol", nioCore, nioPosix, nioHTTP1, nioWebSocket]),
    room(
      "VenueChain",
      [
        "JSON", "FixedPoint", "Ethereum", "EthereumKeys", "Transport", "VenueProtocol",
        "VenueServer",
      ]),
    room("Journal", ["Hashing", "FixedPoint", "TradingModel", grdb]),
    room(
      "Venues",
      [
        "JSON", "FixedPoint", "TradingModel", "InstructionLanguage", "Portfolio", "Orders",
        "RiskControl", "Sagas", "ExecutionCore", "ExecutionRuntime", "LiveRuntime", "Arming",
        "VenueDefinitions", "MarketData", "Simulation", "Journal", "Hashing", "Transport", "CEX",
        "Secrets", "Ethereum", "EthereumKeys",
        "Protocols", "ChainTransactions", "OnChain", yams,
      ]),
    room("VenuesTesting", ["FixedPoint", "TradingModel", "Venues"]),
    .executableTarget(
      name: "VenuesCommand",
      dependencies: [
        "Venues", "JSON", "Secrets", "FixedPoint", "TradingModel", "InstructionLanguage",
        "VenueDefinitions", "CEX", "MarketData", "VenueProtocol", "VenueServer",
        "VenueChain", "Ethereum", "EthereumKeys", "EthereumTools", argumentParser,
      ],
      swiftSettings: swiftSettings),
    .target(name: "CBenchmarkReference"),
    .executableTarget(
      name: "venues-benchmarks",
      dependencies: [
        "CBenchmarkReference", "JSON", "FixedPoint", "TradingModel", "Ethereum", "EthereumKeys",
        "Hashing", "Portfolio", "Orders", "RiskControl", "ExecutionCore", "VenueDefinitions", "CEX",
        "Transport", "Protocols", "Secrets", "COpenSSL", "CCurl",
      ],
      path: "Sources/Benchmarks", swiftSettings: swiftSettings),
    .executableTarget(name: "EmbedResourcesTool", swiftSettings: swiftSettings),
    .plugin(
      name: "EmbedResources", capability: .buildTool(), dependencies: ["EmbedResourcesTool"]),
    .target(
      name: "TestSupport", dependencies: ["JSON"], path: "Tests/TestSupport",
      swiftSettings: swiftSettings),
    tests("JSON", ["JSON"]),
    tests("Hashing", ["Hashing"]),
    tests("Secrets", ["Secrets"]),
    tests("FixedPoint", ["TestSupport", "FixedPoint", bigInt]),
    tests("TradingModel", ["TradingModel", "FixedPoint"]),
    tests(
      "InstructionLanguage", ["TestSupport", "InstructionLanguage", "FixedPoint", "TradingModel"]),
    tests("Ethereum", ["TestSupport", "Ethereum", "JSON", "FixedPoint"]),
    tests("EthereumKeys", ["EthereumKeys", "Secrets", "Ethereum", "JSON", "FixedPoint"]),
    tests(
      "EthereumTools",
      ["TestSupport", "EthereumTools", "EthereumKeys", "Secrets", "Ethereum", "JSON", "FixedPoint"]),
    tests("Protocols", ["TestSupport", "Protocols", "JSON", "FixedPoint", "Ethereum"]),
    tests("Portfolio", ["TestSupport", "Portfolio", "FixedPoint", "TradingModel"]),
    tests("Orders", ["TestSupport", "Orders", "FixedPoint", "TradingModel"]),
    tests("RiskControl", ["RiskControl", "FixedPoint", "TradingModel"]),
    tests(
      "ChainTransactions",
      ["TestSupport", "ChainTransactions", "FixedPoint", "TradingModel", "Ethereum"]),
    tests("Sagas", ["Sagas", "FixedPoint", "TradingModel"]),
    tests(
      "ExecutionCore",
      ["ExecutionCore", "FixedPoint", "TradingModel", "Portfolio", "Orders", "RiskControl"]),
    tests(
      "LiveRuntime",
      [
        "LiveRuntime", "FixedPoint", "TradingModel", "Orders", "RiskControl", "ExecutionCore",
        "ExecutionRuntime",
      ]),
    tests("Arming", ["Arming", "TradingModel"]),
    tests("VenueDefinitions", ["VenueDefinitions", "FixedPoint", "TradingModel", "Ethereum"]),
    tests(
      "CEX",
      [
        "TestSupport",
        "CEX", "JSON", "Hashing", "Secrets", "FixedPoint", "TradingModel", "VenueDefinitions",
        "Orders", "Transport", "VenueProtocol", "VenueServer",
      ],
      exclude: ["Clients"]),
    tests("MarketData", ["TestSupport", "MarketData", "FixedPoint"]),
    tests("Simulation", ["TestSupport", "Simulation", "FixedPoint", "TradingModel", "Portfolio"]),
    tests("Transport", ["TestSupport", "Transport", "JSON", "Hashing", "Secrets", "COpenSSL"]),
    tests(
      "OnChain",
      [
        "TestSupport",
        "OnChain", "JSON", "FixedPoint", "TradingModel", "Ethereum", "EthereumKeys", "Protocols",
        "ChainTransactions", "VenueDefinitions", "Transport",
      ]),
    tests(
      "VenueProtocol",
      [
        "VenueProtocol", "JSON", "Hashing", "FixedPoint", "TradingModel", "Simulation",
        "VenueDefinitions",
      ]),
    tests(
      "VenueServer", ["VenueServer", "VenueProtocol", "VenueDefinitions"], exclude: ["Clients"]),
    tests(
      "VenueChain",
      [
        "TestSupport", "VenueChain", "VenueServer", "VenueProtocol", "VenueDefinitions", "JSON",
        "Hashing", "FixedPoint", "TradingModel", "Ethereum", "EthereumKeys",
      ]),
    tests("Journal", ["Journal", "FixedPoint", "TradingModel", grdb]),
    tests(
      "Venues",
      [
        "TestSupport",
        "Venues", "JSON", "FixedPoint", "TradingModel", "InstructionLanguage", "ExecutionCore",
        "ExecutionRuntime", "VenueDefinitions", "MarketData", "Journal", "Transport",
        "CEX", "Secrets", "VenueProtocol", "VenueServer", grdb,
      ]),
    tests("VenuesTesting", ["VenuesTesting", "Venues"]),
    .testTarget(name: "EmbeddingTests", swiftSettings: swiftSettings),
    .testTarget(name: "TidyTests", swiftSettings: swiftSettings),
  ]
)
