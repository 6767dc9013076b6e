import CBenchmarkReference
import CCurl
import Foundation
import Synchronization
import Transport

/// W8: the transport's HTTP client against a local nginx that answers an order: 64 requests in
/// flight beside wrk, and one in flight beside libcurl's own blocking call. Wall time, in turn.
enum HTTPBenchmarks {
  private static let url = "http://127.0.0.1:28473/fapi/v1/order"

  static func run() -> [Measurement] {
    let bench = Workbench.current
    guard let server = LocalServer.nginx(bench), let client = try? HTTPClient() else {
      return [bench.missing("w8 http", "nginx or nginx.conf")]
    }
    defer {
      client.shutDown()
      server.stop()
    }
    guard blocking(50).last != nil, load(client, 2_000) != nil else {
      return [bench.missing("w8 http", "answer from nginx")]
    }
    return [inFlight(client), oneByOne(client)]
  }

  private static func inFlight(_ client: HTTPClient) -> Measurement {
    var ours: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<5 {
      if let rate = wrk() { theirs.append(1e9 / rate) }
      if let time = load(client, 20_000) { ours.append(time) }
    }
    return Measurement(
      name: "w8 http, 64 in flight", ours: .init(ours),
      reference: theirs.isEmpty ? nil : .init(theirs), referenceName: "wrk, 64 connections",
      goal: .speed(0.45), note: "wall time")
  }

  private static func oneByOne(_ client: HTTPClient) -> Measurement {
    var ours: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<7 {
      theirs.append(middle(blocking(1_000)))
      ours.append(middle(single(client, 1_000)))
    }
    return Measurement(
      name: "w8 http, one in flight", ours: .init(ours), reference: .init(theirs),
      referenceName: "curl_easy_perform", goal: .time(2), note: "p50 of wall time")
  }

  private static func middle(_ times: [Double]) -> Double {
    times.isEmpty ? .infinity : times.sorted()[times.count / 2]
  }

  /// Requests a second by wrk; nil where it is not installed.
  private static func wrk() -> Double? {
    guard let text = LocalServer.output("/usr/bin/wrk", ["-t1", "-c64", "-d1s", url]),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("Requests/sec:") }),
      let rate = line.split(separator: " ").last
    else { return nil }
    return Double(rate)
  }

  /// Nanoseconds a request with 64 in flight; nil where one failed.
  private static func load(_ client: HTTPClient, _ count: Int) -> Double? {
    let load = HTTPLoad(client, HTTPRequest(.get, url), count: count)
    let start = reference_wall_time()
    guard load.run(inFlight: 64) else { return nil }
    return Double(reference_wall_time() - start) / Double(count)
  }

  private static func single(_ client: HTTPClient, _ count: Int) -> [Double] {
    let answered = DispatchSemaphore(value: 0)
    let request = HTTPRequest(.get, url)
    return (0..<count).map { _ in
      let start = reference_wall_time()
      client.submit(request, deadline: .seconds(5)) { _ in answered.signal() }
      answered.wait()
      return Double(reference_wall_time() - start)
    }
  }

  private static func blocking(_ count: Int) -> [Double] {
    guard ccurl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK, let handle = ccurl_easy_init()
    else { return [] }
    defer { ccurl_easy_cleanup(handle) }
    _ = ccurl_set_text(handle, CURLOPT_URL, url)
    _ = ccurl_set_text(handle, CURLOPT_NOPROXY, "*")
    _ = ccurl_set_data_callback(handle, CURLOPT_WRITEFUNCTION, discard)
    var times: [Double] = []
    for _ in 0..<count {
      let start = reference_wall_time()
      guard ccurl_easy_perform(handle) == CURLE_OK else { return [] }
      times.append(Double(reference_wall_time() - start))
    }
    return times
  }
}

private func discard(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int { size * count }

/// Requests that keep each other going: every answer sends the next.
private final class HTTPLoad: Sendable {
  private let client: HTTPClient
  private let request: HTTPRequest
  private let state: Mutex<(left: Int, open: Int, failed: Int)>
  private let isDone = DispatchSemaphore(value: 0)

  init(_ client: HTTPClient, _ request: HTTPRequest, count: Int) {
    self.client = client
    self.request = request
    state = Mutex((count, 0, 0))
  }

  /// Whether every request was answered.
  func run(inFlight: Int) -> Bool {
    state.withLock { $0.open = inFlight }
    for _ in 0..<inFlight { next() }
    isDone.wait()
    return state.withLock { $0.failed == 0 }
  }

  private func next() {
    let (mayGo, isLast) = state.withLock { state in
      state.left -= 1
      if state.left >= 0 { return (true, false) }
      state.open -= 1
      return (false, state.open == 0)
    }
    if isLast { isDone.signal() }
    guard mayGo else { return }
    client.submit(request, deadline: .seconds(10)) { [self] result in
      if case .success(let answer) = result, answer.status == 200 {
      } else {
        state.withLock { $0.failed += 1 }
      }
      next()
    }
  }
}
