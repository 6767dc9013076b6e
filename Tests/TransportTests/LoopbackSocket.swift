import COpenSSL
import Foundation
import Glibc

/// One accepted connection of a test's server, plain or TLS; every wait is bounded to 5 s.
final class LoopbackSocket: @unchecked Sendable {
  private let descriptor: Int32
  private var secure: OpaquePointer?
  private var isClosed = false

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    var limit = timeval(tv_sec: 5, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(
      descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var on: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, 4)
  }

  /// Does the server's side of a TLS handshake.
  func startTLS(_ context: OpaquePointer) -> Bool {
    secure = SSL_new(context)
    SSL_set_fd(secure, descriptor)
    return SSL_accept(secure) == 1
  }

  /// What is there, waiting for at least a byte; empty at the end, a reset or after 5 s.
  func receive(_ limit: Int = 65_536) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: limit)
    let count =
      secure.map { Int(SSL_read($0, &buffer, Int32(limit))) }
      ?? recv(descriptor, &buffer, limit, 0)
    return count > 0 ? Array(buffer[..<count]) : []
  }

  /// Reads until the head of a request and as much body as it announces are there.
  func receiveRequest() -> String {
    var bytes: [UInt8] = []
    while true {
      let piece = receive()
      if piece.isEmpty { break }
      bytes += piece
      let text = String(decoding: bytes, as: UTF8.self)
      guard let end = text.range(of: "\r\n\r\n") else { continue }
      let announced = text.lowercased().range(of: "content-length: ").flatMap {
        Int(text[$0.upperBound...].prefix { $0.isNumber })
      }
      if text[end.upperBound...].utf8.count >= (announced ?? 0) { break }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads exactly so many bytes, fewer at the end.
  func receive(exactly count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let piece = receive(count - bytes.count)
      if piece.isEmpty { break }
      bytes += piece
    }
    return bytes
  }

  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { raw in
        secure.map { Int(SSL_write($0, raw.baseAddress, Int32(raw.count))) }
          ?? Glibc.send(descriptor, raw.baseAddress, raw.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return false }
      sent += count
    }
    return true
  }

  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// A complete answer with its length.
  @discardableResult
  func answer(_ body: String, status: String = "200 OK", headers: String = "") -> Bool {
    send("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)")
  }

  /// Ends the connection with a reset instead of a polite end.
  func reset() {
    var linger = Glibc.linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
    close()
  }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    if let secure {
      SSL_shutdown(secure)
      SSL_free(secure)
    }
    secure = nil
    Glibc.close(descriptor)
  }
}
