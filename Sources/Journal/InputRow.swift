import Foundation

/// An input in the types SQLite stores.
struct InputRow {
  var sequence: Int64
  var position: Int64
  var time: Int64
  var body: String
  var hash: Data
}
