import Foundation

extension VenueRegistry {
  /// The venue files built into the binary.
  public static var embeddedFiles: [(name: String, text: String)] {
    EmbeddedResources.names.compactMap { name in
      guard name.hasPrefix("venues/"), let text = EmbeddedResources.text(name) else { return nil }
      return (name, text)
    }
  }

  /// The registry built into the binary.
  /// - Throws: ``VenueDefinitionError``; never for the shipped files, which the tests read.
  public static func embedded() throws(VenueDefinitionError) -> VenueRegistry {
    try VenueRegistry(files: embeddedFiles)
  }

  /// The built-in registry with the `.yaml` files of a folder replacing venues of the same id and
  /// adding others (`--venues-dir`). Files are read in the order of their names.
  /// - Throws: ``VenueDefinitionError`` when the folder or a file cannot be read or is wrong.
  public static func embedded(
    overriddenBy folder: String
  ) throws(VenueDefinitionError) -> VenueRegistry {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw unreadable(folder)
    }
    var files = embeddedFiles
    for name in names.sorted() where name.hasSuffix(".yaml") && !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw unreadable(path)
      }
      files.append((path, text))
    }
    return try VenueRegistry(files: files)
  }

  private static func unreadable(_ path: String) -> VenueDefinitionError {
    VenueDefinitionError(file: path, path: "", line: nil, reason: .unreadable(path))
  }
}
