import ArgumentParser
import JSON
import Venues

/// `venues config`: what runs are set up with.
struct ConfigCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Show or check a configuration.",
    subcommands: [Show.self, Check.self, Digest.self])

  /// Prints the configuration in force.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Print the configuration in force.",
      discussion: """
        Flags win over the environment (VENUES_HORIZON_DAYS for horizonDays), the environment over
        the file, the file over the defaults inside the binary.
        """)
    @Option(help: "A configuration file.") var config: String?
    @OptionGroup var overrides: ConfigurationOverrides
    @Flag(help: "Say where each value comes from.") var origin = false
    @Flag(help: "JSON.") var json = false

    func run() async throws {
      try await Output.run(json: json) {
        let layers = try Setup.layers(file: config, overrides: overrides)
        json ? print(text(layers.values)) : Output.lines(layers.values.flatMap(lines))
      }
    }

    private func lines(_ value: ConfigurationValue) -> [String] {
      let note = origin ? "  # \(value.origin)" : ""
      switch value.content {
      case .text(let text): return ["\(value.key): \(JSONText.quoted(text))\(note)"]
      case .entries(let entries):
        if entries.isEmpty { return ["\(value.key): {}\(note)"] }
        return ["\(value.key):\(note)"]
          + entries.map { "  \(JSONText.quoted($0.name)): \(JSONText.quoted($0.value))" }
      }
    }

    private func text(_ values: [ConfigurationValue]) -> String {
      var writer = JSONWriter()
      writer.object { json in
        for value in values {
          json.key(value.key)
          origin ? json.originated(value) : json.content(value.content)
        }
      }
      return writer.text
    }
  }

  /// Checks a file.
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Check a configuration file.")
    @Argument(help: "A configuration file.") var file: String
    @Flag(help: "JSON.") var json = false

    func run() async throws {
      try await Output.run(json: json) {
        _ = try Setup.layers(file: file, overrides: nil)
        print(json ? "{\"ok\":true}" : "\(file): ok")
      }
    }
  }
}

extension ConfigCommand {
  /// Prints the digest whose beginning is part of the phrase that confirms a live run.
  struct Digest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "digest",
      abstract: "Print the configuration's digest, which a live run is confirmed with.")
    @Option(help: "A configuration file.") var config: String?
    @OptionGroup var overrides: ConfigurationOverrides
    @Option(help: "A deployments file for the configuration's chain, instead of its own.")
    var deployments: String?
    @Flag(help: "JSON.") var json = false

    func run() async throws {
      try await Output.run(json: json) {
        let configuration = try Setup.configuration(
          file: config, overrides: overrides, deployments: deployments)
        let digest = SafetyGate.digest(of: configuration)
        if json {
          var writer = JSONWriter()
          writer.object { json in json.field("digest", digest) }
          Output.lines([writer.text])
        } else {
          Output.lines([digest])
        }
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func originated(_ value: ConfigurationValue) {
    object { json in
      json.key("value")
      json.content(value.content)
      json.field("origin", value.origin.description)
    }
  }

  fileprivate mutating func content(_ content: ConfigurationValue.Content) {
    switch content {
    case .text(let text): string(text)
    case .entries(let entries):
      object { json in
        for entry in entries { json.field(entry.name, entry.value) }
      }
    }
  }
}
