import COpenSSL
import Hashing

/// The opening handshake of RFC 6455 section 4, the client's side, as a value.
struct WebSocketHandshake: Sendable {
  /// What the server's bytes say so far.
  enum Outcome: Sendable {
    case incomplete
    case agreed(headers: [HTTPHeader], rest: [UInt8])
    case refused(status: Int)
  }

  static let maximumBytes = 16_384

  private let address: EndpointAddress
  private let headers: [HTTPHeader]
  private let key: String
  private var received: [UInt8] = []

  /// `nonce` is 16 bytes of fresh entropy.
  init(address: EndpointAddress, headers: [HTTPHeader], nonce: [UInt8]) {
    self.address = address
    self.headers = headers
    key = Base64.encoded(nonce)
  }

  /// The request's bytes.
  var request: [UInt8] {
    let isOwnPort = address.port == (address.isSecure ? 443 : 80)
    var text = "GET \(address.target) HTTP/1.1\r\n"
    text += "Host: \(address.bracketedHost)\(isOwnPort ? "" : ":\(address.port)")\r\n"
    text += "Upgrade: websocket\r\nConnection: Upgrade\r\n"
    text += "Sec-WebSocket-Key: \(key)\r\nSec-WebSocket-Version: 13\r\n"
    for header in headers { text += "\(header.name): \(header.value)\r\n" }
    return Array((text + "\r\n").utf8)
  }

  /// Takes more of the answer.
  mutating func receive(_ bytes: UnsafeRawBufferPointer) -> Outcome {
    let searchFrom = max(0, received.count - 3)
    received.append(contentsOf: bytes)
    guard let end = endOfHead(from: searchFrom) else {
      return received.count > Self.maximumBytes ? .refused(status: 0) : .incomplete
    }
    var lines = received[..<(end - 4)].split(separator: 0x0a).map { line in
      String(decoding: line.last == 0x0d ? line.dropLast() : line, as: UTF8.self)
    }
    guard end <= Self.maximumBytes, !lines.isEmpty else { return .refused(status: 0) }
    let words = lines.removeFirst().split(separator: " ")
    guard words.count >= 2, words[0] == "HTTP/1.1", let status = Int(words[1]) else {
      return .refused(status: 0)
    }
    let fields = lines.compactMap(Self.field)
    guard status == 101, fields.count == lines.count, agrees(fields) else {
      return .refused(status: status)
    }
    return .agreed(headers: fields, rest: Array(received[end...]))
  }

  private func agrees(_ fields: [HTTPHeader]) -> Bool {
    let accepted = fields.filter { $0.isNamed("Sec-WebSocket-Accept") }
    let asked = headers.value(of: "Sec-WebSocket-Protocol")
    let chosen = fields.value(of: "Sec-WebSocket-Protocol")
    let isAskedFor =
      chosen == nil
      || asked?.split(separator: ",").contains { $0.trimmed == chosen?[...].trimmed } == true
    let connection = fields.filter { $0.isNamed("Connection") }.flatMap {
      $0.value.split(separator: ",").map { $0.trimmed.lowercased() }
    }
    return fields.value(of: "Upgrade")?.lowercased() == "websocket"
      && connection.contains("upgrade") && accepted.count == 1
      && accepted[0].value == Self.accept(key) && isAskedFor
      && fields.value(of: "Sec-WebSocket-Extensions") == nil
  }

  /// Base64 of SHA-1 over the key and the protocol's GUID.
  static func accept(_ key: String) -> String {
    let text = Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)
    var digest = [UInt8](repeating: 0, count: 20)
    var length: UInt32 = 0
    EVP_Digest(text, text.count, &digest, &length, EVP_sha1(), nil)
    return Base64.encoded(digest)
  }

  private func endOfHead(from index: Int) -> Int? {
    guard received.count >= 4 else { return nil }
    for place in index...(received.count - 4)
    where received[place] == 0x0d && received[place + 1] == 0x0a && received[place + 2] == 0x0d
      && received[place + 3] == 0x0a
    {
      return place + 4
    }
    return nil
  }

  private static func field(_ line: String) -> HTTPHeader? {
    guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else { return nil }
    return HTTPHeader(
      String(line[..<colon]), String(line[line.index(after: colon)...].trimmed))
  }
}

extension Substring {
  /// Without spaces and tabs at either end.
  fileprivate var trimmed: Substring {
    var text = drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}
