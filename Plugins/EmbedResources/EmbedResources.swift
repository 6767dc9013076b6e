import Foundation
import PackagePlugin

/// Turns the package's data folders into one Swift file, so that a binary carries its venue
/// definitions, deployments and sample data and finds them without a path; for the `Protocols`
/// room, the contract ABIs.
@main
struct EmbedResources: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL
    let makesCalls = target.name == "Protocols"
    let folders = makesCalls ? ["abi"] : ["abi/deployments", "config", "venues"]
    let output = context.pluginWorkDirectoryURL.appending(
      path: makesCalls ? "EmbeddedABI.swift" : "EmbeddedResources.swift")
    var inputs: [URL] = []
    for name in folders {
      let folder = root.appending(path: name).resolvingSymlinksInPath()
      guard let walk = FileManager.default.enumerator(atPath: folder.path()) else { continue }
      inputs.append(folder)
      // Folders are inputs too: a new file changes its folder, and the tool looks for files itself,
      // because the build system does not ask this plugin again for it.
      for case let path as String in walk { inputs.append(folder.appending(path: path)) }
    }
    return [
      .buildCommand(
        displayName: "Embedding resource files",
        executable: try context.tool(named: "EmbedResourcesTool").url,
        arguments: [output.path(), root.path()] + (makesCalls ? ["abi"] : []),
        inputFiles: inputs.sorted { $0.path() < $1.path() }, outputFiles: [output])
    ]
  }
}
