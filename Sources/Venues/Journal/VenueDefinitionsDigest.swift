import Foundation
import Hashing
import VenueDefinitions

/// Says whether two runs read the same venue definitions.
enum VenueDefinitionsDigest {
  /// SHA-256 over the names and texts of the embedded files and of those laid over them.
  static func of(overriddenBy folder: String?) -> String {
    var files = VenueRegistry.embeddedFiles
    if let folder {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for name in names.sorted() where name.hasSuffix(".yaml") && !name.hasPrefix(".") {
        let url = URL(fileURLWithPath: folder).appendingPathComponent(name)
        files.append((name, (try? String(contentsOf: url, encoding: .utf8)) ?? ""))
      }
    }
    var text = ""
    for file in files { text += "\(file.name)\n\(file.text.utf8.count)\n\(file.text)\n" }
    return SHA256.hash(Array(text.utf8)).hexadecimal
  }
}
