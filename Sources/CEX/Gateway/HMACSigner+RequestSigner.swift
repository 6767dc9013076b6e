import Transport

extension HMACSigner: RequestSigner {
  public var isHMAC: Bool { true }

  public func signature(of message: [UInt8]) throws(GatewayRefusal) -> [UInt8] {
    do throws(SigningError) {
      return try code(message)
    } catch {
      throw GatewayRefusal("signingFailed", "libcrypto could not sign")
    }
  }

  public func appendSignature(
    of head: [UInt8], _ tail: [UInt8], as text: SignatureText, to output: inout [UInt8]
  ) throws(GatewayRefusal) {
    do throws(SigningError) {
      try appendCode(of: head.span, tail.span, as: text, to: &output)
    } catch {
      throw GatewayRefusal("signingFailed", "libcrypto could not sign")
    }
  }
}
