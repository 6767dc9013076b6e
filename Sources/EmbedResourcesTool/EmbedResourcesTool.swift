import Foundation

/// Writes the Swift file that holds the package's data files as string literals. Called by the
/// build plugin `EmbedResources` with the output path, the package's folder and, for the room that
/// makes contract calls, the word `abi`.
@main
enum EmbedResourcesTool {
  /// Why nothing was written.
  enum Failure: Error {
    /// The arguments are not an output path and a folder.
    case usage
    /// A file is not UTF-8 text.
    case notText(path: String)
  }

  /// Folder and the file types taken from it, searched with its subfolders.
  private static let folders: [(name: String, types: Set<String>)] = [
    ("abi/deployments", ["json"]),
    ("config", ["csv", "json", "yaml"]),
    ("venues", ["yaml"]),
  ]

  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count == 2 || arguments.count == 3 && arguments[2] == "abi" else {
      throw Failure.usage
    }
    let root = URL(filePath: arguments[1])
    let source =
      arguments.count == 3
      ? interfaces(of: try resources(in: "abi", types: ["json"], of: root))
      : source(of: try folders.flatMap { try resources(in: $0.name, types: $0.types, of: root) })
    try Data(source.utf8).write(to: URL(filePath: arguments[0]), options: .atomic)
  }

  /// The texts of a folder's wanted files under their names from the package's root.
  private static func resources(
    in folder: String, types: Set<String>, of root: URL
  ) throws -> [(name: String, text: String)] {
    let url = root.appending(path: folder).resolvingSymlinksInPath()
    return try files(below: url, types: types).map { relative in
      let path = url.appending(path: relative)
      guard let text = String(validating: try Data(contentsOf: path), as: UTF8.self) else {
        throw Failure.notText(path: path.path())
      }
      return ("\(folder)/\(relative)", text)
    }
  }

  /// The source of the contract interfaces: a property for each file of `abi`, named by it, so that
  /// a call whose file is gone does not compile.
  static func interfaces(of resources: [(name: String, text: String)]) -> String {
    let contracts = resources.compactMap { resource -> (name: String, text: String)? in
      let path = resource.name.dropFirst("abi/".count)
      return path.contains("/") ? nil : (String(path.dropLast(".json".count)), resource.text)
    }
    // The desk's own contracts: what they are created from.
    let codes = resources.compactMap { resource -> (name: String, text: String)? in
      let folder = "abi/executor/"
      guard resource.name.hasPrefix(folder) else { return nil }
      return (String(resource.name.dropFirst(folder.count).dropLast(".json".count)), resource.text)
    }
    var source = """
      /// The files of `abi`, built into the binary. Generated.
      public enum EmbeddedABI {
        /// Names of all files without their ending, sorted, with the JSON ABI each holds.
        public static var all: [(name: String, json: String)] {
          [

      """
    for contract in contracts {
      source += "      (\(literal(contract.name)), \(propertyName(contract.name))),\n"
    }
    source += "    ]\n  }\n"
    for contract in contracts {
      source += "\n  /// `abi/\(contract.name).json`\n"
      source += "  public static var \(propertyName(contract.name)): String {\n"
      source += "\(block(contract.text))\n  }\n"
    }
    for code in codes {
      source += "\n  /// `abi/executor/\(code.name).json`\n"
      source += "  public static var \(propertyName(code.name))Code: String {\n"
      source += "\(block(code.text))\n  }\n"
    }
    return source + "}\n"
  }

  /// `aave_v3_pool` as `aaveV3Pool`.
  private static func propertyName(_ file: String) -> String {
    let words = file.split(separator: "_")
    return words.prefix(1).joined()
      + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// Relative paths of the wanted files, sorted, so that the output never changes by chance.
  private static func files(below folder: URL, types: Set<String>) -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: folder.path()) else { return [] }
    var found: [String] = []
    for case let path as String in walk {
      let isHidden = path.split(separator: "/").contains { $0.hasPrefix(".") }
      let type = path.split(separator: ".").last.map(String.init) ?? ""
      if !isHidden, types.contains(type) { found.append(path) }
    }
    return found.sorted()
  }

  /// The generated source. One static property for each file: array literals of such size compile
  /// for minutes, string literals at once.
  static func source(of resources: [(name: String, text: String)]) -> String {
    var source = """
      /// The files of `abi/deployments`, `config` and `venues`, built into the binary. Generated.
      public enum EmbeddedResources {
        /// Names of all files, sorted: `venues/binance.yaml`.
        public static let names: [String] = [

      """
    for resource in resources { source += "    \(literal(resource.name)),\n" }
    source += """
        ]

        /// The text of the file with that name, or nil.
        public static func text(_ name: String) -> String? {
          switch name {

      """
    for (index, resource) in resources.enumerated() {
      source += "    case \(literal(resource.name)): file\(index)\n"
    }
    source += "    default: nil\n    }\n  }\n"
    for (index, resource) in resources.enumerated() {
      source += "\n  private static var file\(index): String {\n\(block(resource.text))\n  }\n"
    }
    return source + "}\n"
  }

  /// A one-line literal.
  private static func literal(_ text: String) -> String {
    let marks = delimiter(for: text)
    return "\(marks)\"\(text)\"\(marks)"
  }

  /// A multi-line literal at column 0. Carriage returns are escaped, because the compiler turns a
  /// line end within a literal into a line feed.
  private static func block(_ text: String) -> String {
    let marks = delimiter(for: text)
    var escaped = ""
    escaped.unicodeScalars.reserveCapacity(text.unicodeScalars.count)
    for scalar in text.unicodeScalars {
      if scalar == "\r" {
        escaped += "\\\(marks)r"
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
    return "\(marks)\"\"\"\n\(escaped)\n\"\"\"\(marks)"
  }

  /// One `#` more than the longest run of them in the text, so that nothing in it can end the
  /// literal or begin an escape.
  private static func delimiter(for text: String) -> String {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "#") ? run + 1 : 0
      longest = max(longest, run)
    }
    return String(repeating: "#", count: longest + 1)
  }
}
