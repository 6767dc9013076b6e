/// A contract's function.
public struct ABIFunction: Hashable, Sendable {
  /// The name.
  public let name: String
  /// The parameters.
  public let inputs: [ABIParameter]
  /// The results.
  public let outputs: [ABIParameter]
  /// What it may do to state.
  public let stateMutability: ABIStateMutability
  /// The four bytes that a call begins with.
  public let selector: FunctionSelector

  /// A function.
  public init(
    name: String, inputs: [ABIParameter], outputs: [ABIParameter] = [],
    stateMutability: ABIStateMutability = .nonpayable
  ) {
    self.name = name
    self.inputs = inputs
    self.outputs = outputs
    self.stateMutability = stateMutability
    selector = FunctionSelector(signature: name + inputs.canonicalTypes)
  }

  /// The canonical signature, such as `transfer(address,uint256)`.
  public var signature: String { name + inputs.canonicalTypes }

  /// The calldata of a call with `values`.
  /// - Throws: `ABIError`.
  public func encodeCall(_ values: [ABIValue]) throws(ABIError) -> [UInt8] {
    selector.bytes + (try ABI.encode(inputs.map(\.type), values))
  }

  /// The arguments in `data`, calldata of this function.
  /// - Throws: `ABIError`.
  public func decodeCall(_ data: [UInt8]) throws(ABIError) -> [ABIValue] {
    guard FunctionSelector(startOf: data) == selector else { throw .selectorMismatch }
    return try ABI.decode(inputs.map(\.type), data.dropFirst(4))
  }

  /// The results in `data`, what a call returned.
  /// - Throws: `ABIError`.
  public func decodeOutput(_ data: [UInt8]) throws(ABIError) -> [ABIValue] {
    try ABI.decode(outputs.map(\.type), data)
  }
}
