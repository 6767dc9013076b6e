/// Recognises endpoints on this machine by their text alone; no name is looked up.
public enum LoopbackEndpoint {
  /// Whether the host of an endpoint is `localhost`, in 127.0.0.0/8 (four plain decimal numbers) or
  /// `::1`. Accepts a bare host, a host with a port, or a URL. Anything unusual is not loopback:
  /// user information, other spellings of numbers, a trailing dot.
  public static func contains(_ endpoint: String) -> Bool {
    host(of: endpoint).map(isLoopback) ?? false
  }

  /// The host of an endpoint in lower case, without port and brackets; nil when it cannot be told.
  public static func host(of endpoint: String) -> String? {
    guard endpoint.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != 64 && $0 != 92 && $0 != 37 })
    else { return nil }
    var rest = Substring(endpoint.lowercased())
    if let range = rest.firstRange(of: "://") {
      guard ["http", "https", "ws", "wss"].contains(String(rest[..<range.lowerBound])) else {
        return nil
      }
      rest = rest[range.upperBound...]
    }
    rest = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if rest == "::1" { return "::1" }
    if rest.first == "[" {
      guard let end = rest.firstIndex(of: "]") else { return nil }
      guard isPort(rest[rest.index(after: end)...]) else { return nil }
      return String(rest[rest.index(after: rest.startIndex)..<end])
    }
    let host = rest.prefix { $0 != ":" }
    guard !host.isEmpty, isPort(rest[host.endIndex...]) else { return nil }
    return String(host)
  }

  private static func isPort(_ text: Substring) -> Bool {
    guard let first = text.first else { return true }
    let digits = text.dropFirst()
    guard first == ":", digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return false }
    return UInt16(digits).map { $0 > 0 } ?? false
  }

  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == "127" else { return false }
    return parts.allSatisfy { part in
      guard let number = UInt8(part) else { return false }
      return String(number) == part
    }
  }
}
