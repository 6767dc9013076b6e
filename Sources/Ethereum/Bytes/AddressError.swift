/// Why a text is not an address.
public enum AddressError: Error, Hashable, Sendable {
  /// Not `0x` and 40 hexadecimal digits.
  case malformed
  /// Mixed letter cases that are not the EIP-55 checksum.
  case wrongChecksum
}
