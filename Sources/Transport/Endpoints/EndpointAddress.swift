/// Scheme, host, port and target of an address, read strictly (RFC 3986, ASCII only): no user
/// information, no fragment, no white space, no backslash, no empty host.
public struct EndpointAddress: Hashable, Sendable {
  /// `http`, `https`, `ws` or `wss`.
  public var scheme: String
  /// The host in lower case; an IPv6 address without its brackets.
  public var host: String
  /// The port, the scheme's own where none is written.
  public var port: UInt16
  /// Path and query, at least `/`.
  public var target: String

  /// Reads an address; nil where it is not one this transport would send to.
  public init?(_ url: String) {
    guard url.utf8.count <= 16_384,
      url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }),
      !url.utf8.contains(where: { $0 == 0x5c || $0 == 0x23 }),
      let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://")
    else { return nil }
    scheme = url[..<colon].lowercased()
    guard let ownPort = Self.ownPorts[scheme] else { return nil }
    let rest = url[url.index(colon, offsetBy: 3)...]
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    guard let (host, port) = Self.authority(rest[..<end]) else { return nil }
    self.host = host
    self.port = port ?? ownPort
    let tail = rest[end...]
    target = tail.hasPrefix("/") ? String(tail) : "/" + tail
  }

  /// Whether the connection is encrypted.
  public var isSecure: Bool { scheme == "https" || scheme == "wss" }

  /// Whether the host is this machine by its literal name or address.
  public var isLoopback: Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { UInt8($0) != nil && ($0 == "0" || !$0.hasPrefix("0")) }
  }

  /// Scheme, host and port: all of an address that may stand in a log.
  public var origin: String { "\(scheme)://\(bracketedHost):\(port)" }

  /// The host as it stands in an address or a Host header.
  var bracketedHost: String { host.contains(":") ? "[\(host)]" : host }

  private static let ownPorts: [String: UInt16] = [
    "http": 80, "ws": 80, "https": 443, "wss": 443,
  ]

  private static func authority(_ text: Substring) -> (String, UInt16?)? {
    guard !text.contains("@") else { return nil }
    var name = text
    var rest = text[text.endIndex...]
    if text.hasPrefix("[") {
      guard let bracket = text.firstIndex(of: "]") else { return nil }
      name = text[text.index(after: text.startIndex)..<bracket]
      rest = text[text.index(after: bracket)...]
      guard name.utf8.allSatisfy({ isHexadecimal($0) || $0 == 0x3a || $0 == 0x2e }) else {
        return nil
      }
    } else {
      if let colon = text.firstIndex(of: ":") {
        name = text[..<colon]
        rest = text[colon...]
      }
      guard name.utf8.allSatisfy(isHostByte) else { return nil }
    }
    guard !name.isEmpty, name.utf8.count <= 253 else { return nil }
    if rest.isEmpty { return (name.lowercased(), nil) }
    guard rest.hasPrefix(":"), rest.dropFirst().utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
      let port = UInt16(rest.dropFirst()), port > 0
    else { return nil }
    return (name.lowercased(), port)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a
      || byte == 0x2d || byte == 0x2e || byte == 0x5f
  }
}
