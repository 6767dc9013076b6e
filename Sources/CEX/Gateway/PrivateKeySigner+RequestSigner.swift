import Transport

extension PrivateKeySigner: RequestSigner {
  public var isHMAC: Bool { false }

  public func signature(of message: [UInt8]) throws(GatewayRefusal) -> [UInt8] {
    do throws(SigningError) {
      return try signature(message)
    } catch {
      throw GatewayRefusal("signingFailed", "libcrypto could not sign")
    }
  }
}
