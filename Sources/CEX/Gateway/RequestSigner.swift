import Transport

/// Signs requests with a secret it does not give away.
public protocol RequestSigner: Sendable {
  /// Whether the signature is an HMAC, which Binance and Bybit write in hexadecimal; the others
  /// (Ed25519, RSA) they write in base64.
  var isHMAC: Bool { get }

  /// The signature's bytes over exactly this message.
  /// - Throws: ``GatewayRefusal`` when the signing library fails.
  func signature(of message: [UInt8]) throws(GatewayRefusal) -> [UInt8]

  /// Appends the signature over a message given in two parts, written as asked.
  /// - Throws: ``GatewayRefusal`` when the signing library fails.
  func appendSignature(
    of head: [UInt8], _ tail: [UInt8], as text: SignatureText, to output: inout [UInt8]
  ) throws(GatewayRefusal)
}

extension RequestSigner {
  public func appendSignature(
    of head: [UInt8], _ tail: [UInt8], as text: SignatureText, to output: inout [UInt8]
  ) throws(GatewayRefusal) {
    text.append(try signature(of: head + tail), to: &output)
  }
}
