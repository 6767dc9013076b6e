import Foundation
import Secrets

/// How a configuration writes an endpoint's address: the address, or a reference to it where it
/// holds a key.
enum EndpointText {
  /// Whether a text is an address of one of these schemes, or a reference.
  static func isValid(_ text: String, schemes: [String]) -> Bool {
    if SecretReference(configured: text) != nil { return true }
    guard let url = URL(string: text), let scheme = url.scheme, url.host != nil else {
      return false
    }
    return schemes.contains(scheme)
  }
}
