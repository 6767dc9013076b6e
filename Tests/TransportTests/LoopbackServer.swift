import Foundation
import Glibc
import Synchronization

/// A server on a loopback port that runs a script for each connection in a thread of its own.
final class LoopbackServer: Sendable {
  typealias Script = @Sendable (LoopbackSocket, Int) -> Void

  let port: UInt16
  private let descriptor: Int32
  private let counter = Mutex(0)
  private let isStopped = Mutex(false)

  /// `script` gets the connection and its number from 0; the connection is closed after it.
  init(_ script: @escaping Script) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    port = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw -> Void in
        bind(descriptor, raw, length)
        listen(descriptor, 512)
        getsockname(descriptor, raw, &length)
      }
      return UInt16(bigEndian: pointer.pointee.sin_port)
    }
    self.descriptor = descriptor
    Thread { [weak self] in
      var number = 0
      while true {
        let accepted = accept(descriptor, nil, nil)
        if accepted < 0 { break }
        let mine = number
        number += 1
        self?.counter.withLock { $0 = mine + 1 }
        Thread {
          blockBrokenPipeSignal()
          let socket = LoopbackSocket(accepted)
          script(socket, mine)
          socket.close()
        }.start()
      }
      // Closed where it is accepted on: closed elsewhere, its number could already be the next
      // server's, and this loop would take that one's connections.
      close(descriptor)
    }.start()
  }

  var connections: Int { counter.withLock { $0 } }
  var url: String { "http://127.0.0.1:\(port)" }

  /// Takes no more connections.
  func stop() {
    isStopped.withLock { isStopped in
      if !isStopped { shutdown(descriptor, Int32(SHUT_RDWR)) }
      isStopped = true
    }
  }
}

/// Sleeps the calling thread.
func usleepFor(_ microseconds: UInt32) { usleep(microseconds) }

private func blockBrokenPipeSignal() {
  var set = sigset_t()
  sigemptyset(&set)
  sigaddset(&set, SIGPIPE)
  pthread_sigmask(SIG_BLOCK, &set, nil)
}
