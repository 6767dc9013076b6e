/// The definition of a structure under EIP-712.
public struct TypedDataStruct: Hashable, Sendable {
  /// The structure's name.
  public let name: String
  /// Its members in order.
  public let fields: [TypedDataField]

  /// A definition.
  public init(name: String, fields: [TypedDataField]) {
    self.name = name
    self.fields = fields
  }

  /// A definition in the notation that EIP-712 hashes: `Mail(Person from,string contents)`.
  /// - Throws: `TypedDataError.invalidDefinition`.
  public init(parsing text: String) throws(TypedDataError) {
    let parts = text.split(separator: "(", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].hasSuffix(")") else { throw .invalidDefinition(text) }
    var fields: [TypedDataField] = []
    for member in parts[1].dropLast().split(separator: ",", omittingEmptySubsequences: false) {
      if parts[1] == ")" { break }
      let words = member.split(separator: " ")
      guard words.count == 2 else { throw .invalidDefinition(text) }
      fields.append(TypedDataField(name: String(words[1]), type: String(words[0])))
    }
    self.init(name: String(parts[0]), fields: fields)
  }

  /// `Name(type1 name1,type2 name2)`
  var encodedType: String {
    name + "(" + fields.map { $0.type + " " + $0.name }.joined(separator: ",") + ")"
  }
}
