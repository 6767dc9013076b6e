import EthereumKeys
import Foundation
import JSON

/// Opens signing keys by reference.
public enum ChainKey {
  /// The signer of a key: 32 bytes of hexadecimal text at `env:`, `file:`, `systemd:` or `docker:`,
  /// or a keystore with its password.
  ///
  /// - Throws: ``VenuesError`` (configuration) naming the place and never the key.
  public static func signer(
    _ reference: SecretReference, password: SecretReference?
  ) throws(VenuesError) -> LocalSigner {
    do {
      if reference.place == .keystore { return try keystore(reference, password) }
      let text = String(decoding: try reference.resolve(), as: UTF8.self)
      guard let bytes = decoded(text) else { throw KeyError.invalidPrivateKey }
      return try LocalSigner(PrivateKey(copying: bytes))
    } catch let error as VenuesError {
      throw error
    } catch {
      throw VenuesError(
        .configuration, code: "key", message: "the key cannot be used: \(error)",
        path: reference.description, hint: "It is 32 bytes in hexadecimal, or a keystore.")
    }
  }

  private static func keystore(
    _ reference: SecretReference, _ password: SecretReference?
  ) throws -> LocalSigner {
    guard let password else {
      throw VenuesError(
        .configuration, code: "password", message: "a keystore needs a password",
        path: reference.description, hint: "Give password: file:/path.")
    }
    let content = try Data(contentsOf: URL(fileURLWithPath: reference.name))
    let secret = try SecretBytes(copying: try password.resolve())
    return try LocalSigner(
      try Keystore(try JSONNode(parsing: Array(content))), password: secret)
  }

  private static func decoded(_ text: String) -> [UInt8]? {
    let digits = Array((text.hasPrefix("0x") ? text.dropFirst(2) : Substring(text)).utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: 64, by: 2) {
      guard let high = nibble(digits[index]), let low = nibble(digits[index + 1]) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func nibble(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x37
    case 0x61...0x66: digit - 0x57
    default: nil
    }
  }
}
