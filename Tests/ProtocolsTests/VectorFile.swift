import FixedPoint
import Foundation
import Testing

/// A file of shared test vectors, read where it lies; absent in a plain checkout.
enum VectorFile {
  static var directory: URL? {
    var candidates: [URL] = []
    if let named = ProcessInfo.processInfo.environment["VENUES_SHARED"] {
      candidates.append(URL(fileURLWithPath: named))
    }
    var checkout = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { checkout.deleteLastPathComponent() }
    candidates.append(checkout.appendingPathComponent("shared"))
    candidates.append(URL(fileURLWithPath: "/work/shared"))
    return candidates.map { $0.appendingPathComponent("vectors") }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }

  static var isPresent: Bool { directory != nil }

  static func cases(_ topic: String) throws -> [VectorCase] {
    let file = try #require(directory).appendingPathComponent(topic + ".json")
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    let root = try #require(object as? [String: Any])
    let cases = try #require(root["cases"] as? [[String: Any]])
    #expect(cases.count == root["count"] as? Int)
    return cases.map(VectorCase.init)
  }
}
