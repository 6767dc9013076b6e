import Foundation
import Testing

@testable import VenueServer

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// The server over real sockets.
@Suite struct SocketTests {
  @Test func everySegmentAnswersOnItsPort() async throws {
    let server = try await ServerFixture.start()
    let paths = [
      "/api/v3/time", "/fapi/v1/time", "/v5/market/time", "/api/v5/public/time", "/admin/status",
    ]
    for (port, path) in zip(server.ports.map(\.port), paths) {
      let url = try #require(URL(string: "http://127.0.0.1:\(port)\(path)"))
      let (data, response) = try await URLSession.shared.data(from: url)
      #expect((response as? HTTPURLResponse)?.statusCode == 200)
      #expect(!data.isEmpty)
    }
    await server.stop()
  }
}
