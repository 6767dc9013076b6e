/// What must never be committed.
enum CommitRules {
  private static let foreignFolders = ["evm-rig/", "hooks/", "reference/", "shared/", "vectors/"]
  private static let foreignNames: Set<String> = [
    "DESIGN.md", "basis-desk.md", "before-stop", "reliability.md", "users.md",
  ]
  private static let requiredIgnores = [".build/", "Package.resolved"]

  /// Strings that look like keys: PEM headers, and 256-bit hexadecimal beside a word for a key.
  static func secrets(_ text: String, path: String) -> [String] {
    guard !path.hasPrefix("Tests/") else { return [] }
    var found: [String] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let isHeader = line.contains("BEGIN ") && line.contains("PRIVATE KEY")
      if isHeader || containsKeyMaterial(line) {
        found.append("\(path):\(number + 1)")
      }
    }
    return found
  }

  private static func containsKeyMaterial(_ line: Substring) -> Bool {
    let lower = line.lowercased()
    guard ["priv", "secret", "key", "seed"].contains(where: lower.contains) else { return false }
    return lower.split { !$0.isHexDigit && $0 != "x" }.contains { run in
      let digits = run.hasPrefix("0x") ? run.dropFirst(2) : run
      return digits.count == 64 && !digits.contains("x")
    }
  }

  /// Paths that come from the shared folder of the people who build this.
  static func foreign(_ paths: [String]) -> [String] {
    paths.filter { path in
      let name = path.split(separator: "/").last.map(String.init) ?? path
      return foreignNames.contains(name) || foreignFolders.contains(where: path.hasPrefix)
    }
  }

  /// Lines `.gitignore` lacks.
  static func missingIgnores(_ text: String) -> [String] {
    let lines = Set(text.split(separator: "\n").map(String.init))
    return requiredIgnores.filter { !lines.contains($0) }
  }
}
