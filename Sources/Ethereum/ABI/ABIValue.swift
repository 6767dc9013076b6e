import FixedPoint

/// A value of the contract ABI. Which case belongs to a type: `ABIType`.
public indirect enum ABIValue: Hashable, Sendable {
  /// A value of `uintN`.
  case uint(UInt256)
  /// A value of `intN`.
  case int(Int256)
  /// A value of `bool`.
  case bool(Bool)
  /// A value of `address`.
  case address(Address)
  /// A value of `bytesN` or `function`, of exactly that many bytes.
  case fixedBytes([UInt8])
  /// A value of `bytes`.
  case bytes([UInt8])
  /// A value of `string`.
  case string(String)
  /// A value of `T[]` or `T[k]`.
  case array([ABIValue])
  /// A value of a tuple: its components in order.
  case tuple([ABIValue])
}

extension ABIValue {
  /// The number, if this is a `uintN`.
  public var unsigned: UInt256? {
    if case .uint(let value) = self { value } else { nil }
  }

  /// The number, if this is an `intN`.
  public var signed: Int256? {
    if case .int(let value) = self { value } else { nil }
  }

  /// The truth value, if this is a `bool`.
  public var truth: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The address, if this is one.
  public var address: Address? {
    if case .address(let value) = self { value } else { nil }
  }

  /// The text, if this is a `string`.
  public var text: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The bytes, if this is a `bytes`, `bytesN` or `function`.
  public var byteString: [UInt8]? {
    switch self {
    case .bytes(let value), .fixedBytes(let value): value
    default: nil
    }
  }

  /// The elements or components, if this is an array or a tuple.
  public var elements: [ABIValue]? {
    switch self {
    case .array(let values), .tuple(let values): values
    default: nil
    }
  }
}
