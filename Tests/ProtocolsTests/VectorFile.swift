import FixedPoint
import Foundation
import TestSupport
import Testing

/// A file of shared test vectors, read where it lies; absent in a plain checkout.
enum VectorFile {
  static var isPresent: Bool { Vectors.arePresent }

  static func cases(_ topic: String) throws -> [VectorCase] {
    let file = URL(fileURLWithPath: "\(try #require(Vectors.directory))/\(topic).json")
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    let root = try #require(object as? [String: Any])
    let cases = try #require(root["cases"] as? [[String: Any]])
    #expect(cases.count == root["count"] as? Int)
    return cases.map(VectorCase.init)
  }
}
