/// The fields one kind of object takes, as data: the decoder, the schema's test and the reference
/// read the same table.
public struct FieldTable: Hashable, Sendable {
  /// What the object is called in the schema's `$defs`.
  public let name: String
  /// The names of its fields, in the order of the documentation.
  public let fields: [String]

  /// Describes an object.
  public init(_ name: String, _ fields: [String]) {
    self.name = name
    self.fields = fields
  }

  /// The same object with further fields in front.
  func preceded(by more: [String]) -> FieldTable { FieldTable(name, more + fields) }
}
