import Ethereum
import JSON

/// The contract's code, as `abi/executor/desk_executor.vy` compiles.
extension DeskExecutor {
  /// What is sent to create the contract: its code and its constructor's arguments.
  /// - Parameters:
  ///   - owner: The only account that may use it.
  ///   - pool: Aave's pool.
  ///   - morpho: Morpho Blue; the zero address where there is none.
  /// - Throws: `ABIError` when the file is not the compiler's.
  public static func creationCode(
    owner: Address, pool: Address, morpho: Address
  ) throws(ABIError) -> [UInt8] {
    try code("creation") + words(owner, pool, morpho)
  }

  /// The code at the contract's address once it is created: vyper appends the immutable values. Its
  /// Keccak-256 is what a policy pins, without asking any node.
  /// - Throws: `ABIError` when the file is not the compiler's.
  public static func deployedCode(
    owner: Address, pool: Address, morpho: Address
  ) throws(ABIError) -> [UInt8] {
    try code("runtime") + words(owner, pool, morpho)
  }

  private static func code(_ name: String) throws(ABIError) -> [UInt8] {
    guard let file = try? JSONNode(parsing: EmbeddedABI.deskExecutorCode),
      let bytes = file[name]?.text.flatMap({ Hex.decodePrefixed($0) })
    else { throw .malformedSignature("desk_executor \(name)") }
    return bytes
  }

  private static func words(_ addresses: Address...) -> [UInt8] {
    addresses.flatMap { [UInt8](repeating: 0, count: 12) + $0.bytes }
  }
}
