import Foundation
import JSON
import VenueProtocol
import Venues

/// Keys of the simulated venues, read from a file or announced.
enum SimKeys {
  /// A JSON array of objects: venue, key, secret, and where wanted passphrase, account,
  /// permissions and addresses.
  static func read(_ path: String) throws -> [APIKey] {
    guard let data = FileManager.default.contents(atPath: path),
      let rows = try? JSONNode(parsing: Array(data)).elements
    else {
      throw VenuesError(
        .usage, code: "unreadableKeys", message: "cannot read keys from '\(path)'",
        hint: "A JSON array of objects with venue, key and secret.")
    }
    return try rows.map { row in
      guard let venue = row["venue"]?.text, let key = row["key"]?.text,
        let secret = row["secret"]?.text
      else {
        throw VenuesError(
          .usage, code: "incompleteKey", message: "a key lacks venue, key or secret",
          hint: "Each key needs venue, key and secret.")
      }
      let permissions = row["permissions"]?.elements?.compactMap {
        $0.text.flatMap(KeyPermission.init(rawValue:))
      }
      return APIKey(
        venue: venue, key: key, secret: secret, passphrase: row["passphrase"]?.text ?? "",
        account: row["account"]?.text ?? "main",
        permissions: permissions ?? KeyPermission.allCases,
        addresses: row["addresses"]?.elements?.compactMap(\.text) ?? [])
    }
  }

  /// The one line printed: addresses by segment, and the keys.
  static func announcement(
    _ ports: [(segment: VenueSegment, port: Int)], _ keys: [APIKey]
  ) -> String {
    let venues = ports.map { segment, port in
      JSONMember(
        name: segment.rawValue,
        value: .object([
          JSONMember(name: "http", value: .string("http://127.0.0.1:\(port)")),
          JSONMember(name: "ws", value: .string("ws://127.0.0.1:\(port)")),
          JSONMember(name: "port", value: .number(String(port))),
        ]))
    }
    let rows = keys.map { key in
      JSONNode.object([
        JSONMember(name: "venue", value: .string(key.venue)),
        JSONMember(name: "key", value: .string(key.key)),
        JSONMember(name: "secret", value: .string(key.secret)),
        JSONMember(name: "passphrase", value: .string(key.passphrase)),
        JSONMember(name: "account", value: .string(key.account)),
        JSONMember(
          name: "permissions", value: .array(key.permissions.map { .string($0.rawValue) })),
      ])
    }
    let node = JSONNode.object([
      JSONMember(name: "venues", value: .object(venues)),
      JSONMember(name: "keys", value: .array(rows)),
    ])
    return node.description
  }
}
