import Foundation
import JSON

extension ChainRig {
  /// Asks the chain at a path of its own, and waits at most 30 s. Nothing is awaited, so that large
  /// numbers need not outlive a suspension.
  /// - Throws: `Failure` with the method and what the chain said.
  @discardableResult
  public func ask(_ method: String, _ parameters: String = "") throws -> JSONNode {
    let body = #"{"jsonrpc":"2.0","id":1,"method":"\#(method)","params":[\#(parameters)]}"#
    let request =
      "POST /control HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
      + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body
    let answer = String(decoding: try exchange(Array(request.utf8)), as: UTF8.self)
    guard let head = answer.range(of: "\r\n\r\n") else {
      throw Failure(description: "\(method): no answer")
    }
    let node = try JSONNode(parsing: answer[head.upperBound...])
    guard let result = node["result"], node["error"] == nil || node["error"] == .null else {
      throw Failure(description: "\(method): \(node["error"]?.description ?? "no result")")
    }
    return result
  }

  /// The methods called at each path since the statistics were reset, in order.
  public func calls(of method: String) throws -> [String] {
    try (ask("rig_stats")["log"]?.elements ?? []).compactMap { entry in
      guard let parts = entry.elements, parts.count == 3, parts[2].text == method else {
        return nil
      }
      return parts[1].text
    }
  }

  /// Sends bytes on a connection of their own and reads until its end.
  private func exchange(_ bytes: [UInt8]) throws -> [UInt8] {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var limit = timeval(tv_sec: 30, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    address.sin_port = UInt16(clamping: port).bigEndian
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw Failure(description: "the rig does not listen") }
    var sent = 0
    while sent < bytes.count {
      let count = send(
        descriptor, Array(bytes[sent...]), bytes.count - sent, Int32(MSG_NOSIGNAL))
      guard count > 0 else { throw Failure(description: "the rig takes nothing") }
      sent += count
    }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count >= 0 else { throw Failure(description: "the rig does not answer") }
      if count == 0 { return answer }
      answer += buffer[..<count]
    }
  }
}
