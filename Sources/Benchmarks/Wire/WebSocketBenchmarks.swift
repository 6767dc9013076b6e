import CBenchmarkReference
import Foundation
import Synchronization
import Transport

/// Texts of 603 bytes received over TLS on the loopback: CPU time of the whole process a message,
/// beside python-websockets on the same server.
enum WebSocketBenchmarks {
  private static let name = "websocket over tls"
  private static let port: UInt16 = 28_474

  static func run() -> [Measurement] {
    let bench = Workbench.current
    let certificate = "\(bench.home)/certificate.pem"
    let key = "\(bench.home)/key.pem"
    _ = LocalServer.output(
      "/usr/bin/openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
        "30", "-subj", "/CN=benchmark", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key,
        "-out", certificate,
      ])
    let server = LocalServer(
      "/proc/self/exe", ["--serve-frames", String(port), certificate, key])
    guard let server else { return [bench.missing(name, "certificate or server")] }
    defer { server.stop() }
    var ours: [Double] = []
    var theirs: [Double] = []
    let peer = PeerProcess(
      "\(bench.home)/venv-ex/bin/python", ["-c", script, String(port), certificate])
    for round in 0..<3 {
      if let time = receive(certificate) { ours.append(time) }
      if round < 2, let time = peer?.run()?.nanosecondsPerItem { theirs.append(time) }
    }
    return [
      Measurement(
        name: name, ours: .init(ours), reference: theirs.isEmpty ? nil : .init(theirs),
        referenceName: "python websockets", goal: .speed(12),
        note: "CPU time of the process, \(FrameServer.messages) messages of 603 B")
    ]
  }

  /// Nanoseconds of this process's CPU a message; nil where some did not come.
  private static func receive(_ certificate: String) -> Double? {
    var configuration = WebSocketConfiguration()
    configuration.connection.certificateAuthorityFile = certificate
    guard let client = try? WebSocketClient(configuration) else { return nil }
    defer { client.shutDown() }
    let isDone = DispatchSemaphore(value: 0)
    let start = clock()
    let counter = FrameCount()
    let connection = try? client.open("wss://127.0.0.1:\(port)/", deadline: .seconds(5)) { event in
      switch event {
      case .text: counter.add()
      case .closed: isDone.signal()
      default: break
      }
    }
    guard connection != nil else { return nil }
    isDone.wait()
    let elapsed = Double(clock() - start) * 1_000
    return counter.value == FrameServer.messages ? elapsed / Double(FrameServer.messages) : nil
  }

  private static let script = """
    import asyncio, json, ssl, sys, time
    import websockets

    async def main():
        context = ssl.create_default_context(cafile=sys.argv[2])
        uri = "wss://127.0.0.1:" + sys.argv[1] + "/"
        async with websockets.connect(uri, ssl=context, compression=None, max_size=None) as peer:
            start = time.process_time()
            count = 0
            try:
                while True:
                    await peer.recv()
                    count += 1
            except websockets.ConnectionClosed:
                pass
            print(json.dumps(dict(n=count, cpu=time.process_time() - start)))

    asyncio.run(main())
    """
}

private final class FrameCount: Sendable {
  private let count = Atomic(0)

  var value: Int { count.load(ordering: .relaxed) }

  func add() { count.wrappingAdd(1, ordering: .relaxed) }
}
