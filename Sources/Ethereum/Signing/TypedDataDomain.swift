import FixedPoint

/// The domain that separates signatures of one application from another's (EIP-712). Only the
/// fields that are present take part.
public struct TypedDataDomain: Hashable, Sendable {
  /// The application's name.
  public var name: String?
  /// The application's version.
  public var version: String?
  /// The chain.
  public var chainID: UInt256?
  /// The contract that will check the signature.
  public var verifyingContract: Address?
  /// A last resort to tell domains apart.
  public var salt: Hash32?

  /// A domain.
  public init(
    name: String? = nil, version: String? = nil, chainID: UInt256? = nil,
    verifyingContract: Address? = nil, salt: Hash32? = nil
  ) {
    self.name = name
    self.version = version
    self.chainID = chainID
    self.verifyingContract = verifyingContract
    self.salt = salt
  }

  /// The definition with the present fields in the order of EIP-712.
  var definition: TypedDataStruct {
    TypedDataStruct(name: "EIP712Domain", fields: present.map(\.field))
  }

  /// The present fields and their values in the order of EIP-712.
  var present: [(field: TypedDataField, value: ABIValue)] {
    let all: [(String, String, ABIValue?)] = [
      ("name", "string", name.map { .string($0) }),
      ("version", "string", version.map { .string($0) }),
      ("chainId", "uint256", chainID.map { .uint($0) }),
      ("verifyingContract", "address", verifyingContract.map { .address($0) }),
      ("salt", "bytes32", salt.map { .fixedBytes($0.bytes) }),
    ]
    return all.compactMap { name, type, value in
      value.map { (TypedDataField(name: name, type: type), $0) }
    }
  }

  /// The domain separator: the hash of the domain's structure.
  public var separator: Hash32 {
    var bytes = Keccak256.hash(utf8: definition.encodedType).bytes
    for (_, value) in present {
      switch value {
      case .string(let text): bytes += Keccak256.hash(utf8: text).bytes
      case .uint(let number): bytes += number.bigEndianBytes()
      case .address(let address): bytes += [UInt8](repeating: 0, count: 12) + address.bytes
      case .fixedBytes(let content): bytes += content
      default: continue
      }
    }
    return Keccak256.hash(bytes)
  }
}
