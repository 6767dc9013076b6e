/// The first four bytes of a function's or an error's signature hash.
public struct FunctionSelector: Hashable, Sendable, CustomStringConvertible {
  /// The four bytes as a big-endian number.
  public let value: UInt32

  /// The selector with this big-endian number.
  public init(value: UInt32) {
    self.value = value
  }

  /// The selector of a canonical signature such as `transfer(address,uint256)`.
  public init(signature: String) {
    value = UInt32(truncatingIfNeeded: Keccak256.hash(utf8: signature).first >> 32)
  }

  /// The selector that `data` begins with; nil when it is shorter than four bytes.
  public init?(startOf data: some Collection<UInt8>) {
    let bytes = data.prefix(4)
    guard bytes.count == 4 else { return nil }
    value = bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The four bytes.
  public var bytes: [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
  }

  /// `0x` and eight digits.
  public var description: String { Hex.encode(bytes) }
}
