import Foundation

/// The checkout these tests read. Found from this file upwards, or named by `VENUES_ROOT`.
struct Repository {
  static let current = Repository(root: findRoot())

  let root: URL

  /// Every file that could be committed, as paths relative to the root, sorted.
  var paths: [String] {
    let skipped: Set<String> = [".build", ".git", ".swiftpm", "DerivedData"]
    guard let walk = FileManager.default.enumerator(atPath: root.path()) else { return [] }
    var found: [String] = []
    while let path = walk.nextObject() as? String {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      if skipped.contains(name) || name.hasPrefix(".build-") || name.hasPrefix(".build_") {
        walk.skipDescendants()
      } else if !isFolder(path) {
        found.append(path)
      }
    }
    return found.sorted()
  }

  /// The Swift files under `Sources`.
  var sources: [SourceFile] {
    paths.filter { $0.hasPrefix("Sources/") && $0.hasSuffix(".swift") }
      .map { SourceFile(path: $0, text: text(of: $0)) }
  }

  func text(of path: String) -> String {
    guard let data = FileManager.default.contents(atPath: root.appending(path: path).path())
    else { return "" }
    return String(decoding: data, as: UTF8.self)
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let full = root.appending(path: path).path()
    return FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private static func findRoot() -> URL {
    if let named = ProcessInfo.processInfo.environment["VENUES_ROOT"] {
      return URL(filePath: named, directoryHint: .isDirectory)
    }
    // A package of symbolic links to this folder works too: both paths are followed upwards.
    let file = URL(filePath: #filePath)
    return [file, file.resolvingSymlinksInPath()].lazy.compactMap(folder(above:)).first
      ?? file.deletingLastPathComponent()
  }

  private static func folder(above file: URL) -> URL? {
    var folder = file.deletingLastPathComponent()
    while folder.path() != "/" {
      let marks = ["venues", ".gitignore"].map { folder.appending(path: $0).path() }
      if marks.allSatisfy(FileManager.default.fileExists(atPath:)) {
        return folder.resolvingSymlinksInPath()
      }
      folder = folder.deletingLastPathComponent()
    }
    return nil
  }
}
