/// The contract ABI's encoding (Solidity documentation, "Contract ABI Specification").
public enum ABI {
  /// Encodes `values` as the parameters `types`.
  /// - Throws: `ABIError`.
  public static func encode(_ types: [ABIType], _ values: [ABIValue]) throws(ABIError) -> [UInt8] {
    var encoder = ABIEncoder()
    try encoder.appendSequence(types, values, depth: 0)
    return encoder.bytes
  }

  /// Decodes the parameters `types`. Strict: every offset, length, padding byte and high bit is
  /// checked; bytes behind the parameters are allowed, as the EVM allows them.
  /// - Throws: `ABIError`.
  public static func decode(_ types: [ABIType], _ data: [UInt8]) throws(ABIError) -> [ABIValue] {
    try decode(types, data[...])
  }

  /// Decodes the parameters `types` from a slice, without the copy.
  /// - Throws: `ABIError`.
  public static func decode(
    _ types: [ABIType], _ data: ArraySlice<UInt8>
  ) throws(ABIError) -> [ABIValue] {
    var decoder = ABIDecoder(data)
    return try decoder.decodeComponents(types, base: 0, depth: 0)
  }

  /// Encodes `values` as `abi.encodePacked` does: no offsets, no lengths, no padding but of array
  /// elements. Tuples, and arrays of `bytes` or `string`, have no packed form.
  /// - Throws: `ABIError`.
  public static func encodePacked(
    _ types: [ABIType], _ values: [ABIValue]
  ) throws(ABIError) -> [UInt8] {
    guard types.count == values.count else {
      throw .wrongCount(expected: types.count, found: values.count)
    }
    var encoder = ABIEncoder()
    for (type, value) in zip(types, values) {
      try encoder.appendPacked(type, value, inArray: false, depth: 0)
    }
    return encoder.bytes
  }
}
