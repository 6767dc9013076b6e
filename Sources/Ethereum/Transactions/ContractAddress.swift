/// The addresses that contracts are created at.
public enum ContractAddress {
  /// The address of a contract made by a transaction or CREATE: keccak(rlp([sender, nonce])).
  public static func create(sender: Address, nonce: UInt64) -> Address {
    var writer = RLPWriter(capacity: 40)
    let start = writer.beginList()
    writer.append(sender)
    writer.append(nonce)
    writer.endList(start)
    return Address(lowBytesOf: Keccak256.hash(writer.bytes))
  }

  /// The address of a contract made by CREATE2 (EIP-1014): keccak(0xff ‖ sender ‖ salt ‖
  /// keccak(init code)).
  public static func create2(sender: Address, salt: Hash32, initCodeHash: Hash32) -> Address {
    var bytes: [UInt8] = [0xff]
    bytes.reserveCapacity(85)
    sender.append(to: &bytes)
    salt.append(to: &bytes)
    initCodeHash.append(to: &bytes)
    return Address(lowBytesOf: Keccak256.hash(bytes))
  }

  /// As above, hashing the init code.
  public static func create2(sender: Address, salt: Hash32, initCode: [UInt8]) -> Address {
    create2(sender: sender, salt: salt, initCodeHash: Keccak256.hash(initCode))
  }
}
