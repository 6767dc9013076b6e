import COpenSSL
import Foundation
import Glibc

/// A WebSocket server over TLS for the benchmark: upgrades, blasts texts of 603 bytes, closes. Runs
/// in a process of its own, so that its work counts for nobody.
enum FrameServer {
  static let messages = 200_000
  private static let block = 100

  /// Serves one connection after another until the process is ended.
  static func run(port: UInt16, certificate: String, key: String) {
    signal(SIGPIPE, SIG_IGN)
    guard let context = SSL_CTX_new(TLS_server_method()),
      SSL_CTX_use_certificate_file(context, certificate, SSL_FILETYPE_PEM) == 1,
      SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) == 1,
      let listener = listen(port)
    else { return }
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0, let stream = SSL_new(context) else { return }
      SSL_set_fd(stream, connection)
      if SSL_accept(stream) == 1 { serve(stream) }
      SSL_shutdown(stream)
      SSL_free(stream)
      close(connection)
    }
  }

  private static func listen(_ port: UInt16) -> Int32? {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var isOn: Int32 = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &isOn, 4)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let isBound = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, 16) == 0 }
    }
    return isBound && Glibc.listen(listener, 16) == 0 ? listener : nil
  }

  private static func serve(_ stream: OpaquePointer) {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = SSL_read(stream, &buffer, Int32(buffer.count))
    let request = String(decoding: buffer[..<max(0, Int(count))], as: UTF8.self)
    let name = "sec-websocket-key: "
    let line = request.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name) }
    let key = String(line?.dropFirst(name.count) ?? "")
    var digest = [UInt8](repeating: 0, count: 20)
    let text = Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)
    EVP_Digest(text, text.count, &digest, nil, EVP_sha1(), nil)
    let accept = Data(digest).base64EncodedString()
    let head =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      + "Sec-WebSocket-Accept: \(accept)\r\n\r\n"
    write(stream, Array(head.utf8))
    let digits = String(repeating: "0123456789", count: 60)
    let payload = Array((#"{"e":"depthUpdate","x":""# + digits).utf8.prefix(603))
    let frame: [UInt8] = [0x81, 126, 2, 0x5b] + payload
    var frames: [UInt8] = []
    for _ in 0..<block { frames += frame }
    for _ in 0..<(messages / block) where !write(stream, frames) { return }
    write(stream, [0x88, 2, 3, 0xe8])
    SSL_read(stream, &buffer, Int32(buffer.count))
  }

  @discardableResult
  private static func write(_ stream: OpaquePointer, _ bytes: [UInt8]) -> Bool {
    SSL_write(stream, bytes, Int32(bytes.count)) > 0
  }
}
