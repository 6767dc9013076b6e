import Foundation
import Testing

@testable import VenueServer

/// Unmodified clients from PyPI trade on the simulator over real sockets.
@Suite(.serialized) struct ClientTests {
  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      "ccxt_rest.py", "ccxt_streams.py", "ccxt_orders.py", "native_clients.py", "native_streams.py",
      "okx_stream.py",
    ])
  func clientsTrade(driver: String) async throws {
    guard let python = await ServerFixture.python() else {
      print("skipped \(driver): no Python with the clients (PyPI not reached)")
      return
    }
    let server = try await ServerFixture.start()
    let port = server.ports.first?.port ?? 0
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Clients/\(driver)"
    ).path
    let result = await ServerFixture.run(python, [path, String(port)])
    await server.stop()
    #expect(result.status == 0, Comment(rawValue: result.text))
  }
}
