import Foundation
import JSON

/// The shared test vectors, when this machine has them.
public enum Vectors {
  /// Their folder.
  public static let directory = SharedFolder.path("vectors/README.md").map {
    String($0.dropLast("/README.md".count))
  }

  /// Whether this machine has them.
  public static var arePresent: Bool { directory != nil }

  /// The cases of a topic, as many as its file says; none where the vectors are absent.
  public static func cases(_ topic: String) throws -> [JSONNode] {
    guard let directory else { return [] }
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(directory)/\(topic).json"))
    let file = try JSONNode(parsing: Array(data))
    let cases = try file.member("cases").elements ?? []
    guard case .number(let count) = try file.member("count"), Int(count) == cases.count else {
      throw MissingMember(name: "count")
    }
    return cases
  }
}
