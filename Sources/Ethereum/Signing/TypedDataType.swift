/// What the name of a member's type means in a schema.
enum TypedDataType {
  /// An elementary type.
  case elementary(ABIType)
  /// A structure.
  case structure(TypedDataStruct)
  /// An array; `count` is nil when any length will do.
  case array(element: String, count: Int?)
}
