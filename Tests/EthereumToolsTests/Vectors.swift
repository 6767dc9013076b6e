import Ethereum
import Foundation
import JSON

/// The shared test vectors, when this machine has them.
enum Vectors {
  static let directory: String? = {
    let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let candidates = [
      ProcessInfo.processInfo.environment["VENUES_SHARED"],
      checkout.deletingLastPathComponent().appendingPathComponent("shared").path,
      "/work/shared",
    ].compactMap { $0 }
    return candidates.map { $0 + "/vectors" }.first {
      FileManager.default.fileExists(atPath: $0 + "/README.md")
    }
  }()

  static var arePresent: Bool { directory != nil }

  static func cases(_ topic: String) throws -> [JSONNode] {
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

/// What a vector lacks.
struct MissingMember: Error {
  let name: String
}

extension JSONNode {
  func member(_ name: String) throws -> JSONNode {
    guard let node = self[name] else { throw MissingMember(name: name) }
    return node
  }

  func string(_ name: String) throws -> String {
    switch try member(name) {
    case .string(let text), .number(let text): return text
    default: throw MissingMember(name: name)
    }
  }

  func hex(_ name: String) throws -> [UInt8] {
    guard let bytes = Hex.decode(try string(name)) else { throw MissingMember(name: name) }
    return bytes
  }
}
