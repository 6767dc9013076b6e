import Foundation

/// A package outside the checkout that depends on it by its git URL.
struct ScratchPackage {
  let folder: URL
  /// Where it is built: kept between runs, so that only the first one compiles everything.
  let build: URL

  /// Writes a package whose executables are these programs.
  init(programs: [(name: String, text: String)], checkout: URL, revision: String) throws {
    build = checkout.appendingPathComponent(".build/embedding")
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("venues-embedding-\(ProcessInfo.processInfo.processIdentifier)")
    let products = """
      [.product(name: "Venues", package: "venues-swift"),
      .product(name: "VenuesTesting", package: "venues-swift")]
      """
    let repository = try Self.clone(of: checkout, beside: build)
    let targets = programs.map {
      ".executableTarget(name: \"\($0.name)\", dependencies: \(products))"
    }
    let manifest = """
      // swift-tools-version: 6.2
      import PackageDescription
      let package = Package(
        name: "embedding",
        dependencies: [
          .package(url: "file://\(repository.path)", revision: "\(revision)")
        ],
        targets: [\(targets.joined(separator: ",\n"))])
      """
    try Self.write(manifest, to: folder.appendingPathComponent("Package.swift"))
    for program in programs {
      try Self.write(
        program.text, to: folder.appendingPathComponent("Sources/\(program.name)/main.swift"))
    }
  }

  /// A bare clone of the checkout. Its name is the package's, whatever the checkout's folder is
  /// called, and it serves linked worktrees, which the package manager does not take.
  private static func clone(of checkout: URL, beside build: URL) throws -> URL {
    let repository = build.deletingLastPathComponent()
      .appendingPathComponent("embedding-source/venues-swift.git")
    try? FileManager.default.removeItem(at: repository)
    _ = try run("git", ["clone", "--quiet", "--bare", checkout.path, repository.path])
    return repository
  }

  private static func write(_ text: String, to url: URL) throws {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// Builds everything in debug, without what only debuggers and editors need.
  func compile() throws -> (code: Int32, output: String) {
    try Self.run(
      "swift",
      [
        "build", "--package-path", folder.path, "--scratch-path", build.path,
        "--disable-index-store", "-Xswiftc", "-gnone",
      ])
  }

  /// Runs a program and gives what it printed.
  func run(_ program: String) throws -> (code: Int32, output: String) {
    try Self.run(build.appendingPathComponent("debug/\(program)").path, [])
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Runs a command, output and errors together.
  static func run(_ command: String, _ arguments: [String]) throws -> (code: Int32, output: String)
  {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [command] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
