import Foundation
import PackagePlugin

/// Turns the package's data folders into one Swift file, so that a binary carries its venue
/// definitions, ABIs and sample data and finds them without a path.
@main
struct EmbedResources: BuildToolPlugin {
  /// Folder and the file types taken from it, searched with its subfolders.
  private static let folders: [(name: String, types: Set<String>)] = [
    ("abi", ["json"]),
    ("config", ["csv", "json", "yaml"]),
    ("venues", ["yaml"]),
  ]

  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL
    var files: [(name: String, url: URL)] = []
    for folder in Self.folders {
      let url = root.appending(path: folder.name).resolvingSymlinksInPath()
      for relative in Self.files(below: url, types: folder.types) {
        files.append(("\(folder.name)/\(relative)", url.appending(path: relative)))
      }
    }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedResources.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) resource files",
        executable: try context.tool(named: "EmbedResourcesTool").url,
        arguments: [output.path()] + files.flatMap { [$0.name, $0.url.path()] },
        inputFiles: files.map(\.url),
        outputFiles: [output])
    ]
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
}
