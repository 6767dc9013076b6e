import Foundation

/// The library of test input that lies beside a checkout: named by `VENUES_SHARED`, else the folder
/// `shared` next to the repository. Nothing of it is in the repository, so every test that needs it
/// is skipped where it is absent.
public enum SharedFolder {
  private static let candidates: [String] = {
    var checkout = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { checkout.deleteLastPathComponent() }
    let beside = checkout.deletingLastPathComponent().appendingPathComponent("shared").path
    let named = ProcessInfo.processInfo.environment["VENUES_SHARED"]
    return [named, beside, "/work/shared"].compactMap { $0 }
  }()

  /// Where a file or folder of it is, or nil where it is absent.
  public static func path(_ name: String) -> String? {
    candidates.map { "\($0)/\(name)" }.first { FileManager.default.fileExists(atPath: $0) }
  }
}
