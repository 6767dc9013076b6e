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
}
