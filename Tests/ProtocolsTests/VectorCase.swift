import FixedPoint
import Testing

/// One case of a vector file: fields by name, big integers as decimal text.
struct VectorCase {
  let fields: [String: Any]

  init(_ fields: [String: Any]) { self.fields = fields }

  var name: String { fields["name"] as? String ?? "" }

  func has(_ key: String) -> Bool { fields[key] != nil }

  func uint(_ key: String) throws -> UInt256 {
    if let text = fields[key] as? String { return try #require(UInt256(text), "\(key)") }
    return try #require(UInt256(exactly: int(key)))
  }

  func text(_ key: String) throws -> String { try #require(fields[key] as? String, "\(key)") }
  func uint128(_ key: String) throws -> UInt128 {
    try #require(UInt128(exactly: try uint(key)), "\(key)")
  }

  func int(_ key: String) throws -> Int { try #require(fields[key] as? Int, "\(key)") }
  func flag(_ key: String) throws -> Bool { try #require(fields[key] as? Bool, "\(key)") }
  func points(_ key: String) throws -> UInt32 { UInt32(try int(key)) }

  func list(_ key: String) throws -> [VectorCase] {
    try #require(fields[key] as? [[String: Any]], "\(key)").map(VectorCase.init)
  }
}
