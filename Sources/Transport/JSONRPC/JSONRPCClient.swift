import JSON
import Synchronization

/// JSON-RPC over several endpoints. Knows methods and JSON, no chain's types.
public final class JSONRPCClient: Sendable {
  struct State {
    var pool: JSONRPCEndpointPool
    var nextID: UInt64 = 1
  }

  private let sender: any HTTPSending
  private let maximumAnswerBytes: Int
  let attempts: Int
  private let now: @Sendable () -> Int64
  let state: Mutex<State>

  /// A client over a pool; `now` is a monotonic clock in nanoseconds.
  public init(
    _ pool: JSONRPCEndpointPool, sender: any HTTPSending,
    maximumAnswerBytes: Int = 16_777_216, attempts: Int = 3,
    now: @escaping @Sendable () -> Int64
  ) {
    self.sender = sender
    self.maximumAnswerBytes = maximumAnswerBytes
    self.attempts = max(1, attempts)
    self.now = now
    state = Mutex(State(pool: pool))
  }

  /// What is known about the endpoints.
  public var pool: JSONRPCEndpointPool { state.withLock { $0.pool } }

  /// Asks for one result. A read that fails is asked elsewhere; anything else is sent once.
  /// - Throws: `JSONRPCFailure`.
  public func call(_ call: JSONRPCCall) async throws(JSONRPCFailure) -> JSONRPCValue {
    try await batch([call])[0].get()
  }

  /// Asks for several results in one request, in the order of the calls. If all are reads, those
  /// without an answer are asked again elsewhere; otherwise the batch is sent once.
  public func batch(_ calls: [JSONRPCCall]) async -> [Result<JSONRPCValue, JSONRPCFailure>] {
    var results = [Result<JSONRPCValue, JSONRPCFailure>](
      repeating: .failure(.noEndpoint), count: calls.count)
    let isRead = calls.allSatisfy { JSONRPCMethodPolicy.of($0.method).retry == .anywhere }
    var open = Array(calls.indices)
    var asked: Set<Int> = []
    for _ in 0..<(isRead ? attempts : 1) where !open.isEmpty {
      let asking = open.map { calls[$0] }
      guard let index = choose(for: asking, butNot: asked) else { break }
      asked.insert(index)
      for (place, answer) in zip(open, await ask(index, asking)) { results[place] = answer }
      open = open.filter { place in
        if case .failure(let failure) = results[place] {
          failure.isWorthAnotherEndpoint
        } else {
          false
        }
      }
    }
    return results
  }

  /// Asks every endpoint that may be asked, and gives the answer at least `needed` of them agree
  /// on; for reads that money depends on. `view` takes out what may differ between honest nodes.
  /// - Throws: `JSONRPCFailure`.
  public func quorum(
    _ call: JSONRPCCall, needed: Int = 2,
    view: @escaping @Sendable (JSONNode) -> JSONNode = { $0 }
  ) async throws(JSONRPCFailure) -> JSONRPCValue {
    guard JSONRPCMethodPolicy.of(call.method).retry == .anywhere else { throw .noEndpoint }
    let now = now()
    let candidates = state.withLock { $0.pool.candidates(at: now) }
    guard candidates.count >= needed else { throw .noEndpoint }
    let answers = await askEach(candidates, call).compactMap { try? $0.result.get() }
    return try JSONRPCQuorum.decide(answers, needed: needed, view: view)
  }

  /// Gives the same signed bytes to one endpoint and then to all others; `hexadecimal` is sent as
  /// it stands, so every endpoint gets identical bytes. Nothing is repeated to the same endpoint.
  public func broadcast(
    _ hexadecimal: String, method: String = "eth_sendRawTransaction"
  ) async -> JSONRPCBroadcast {
    let call = JSONRPCCall(method, text: hexadecimal)
    let now = now()
    let candidates = state.withLock { $0.pool.candidates(at: now) }
    guard let first = candidates.first else {
      return JSONRPCBroadcast(
        answers: [JSONRPCBroadcast.Answer(endpoint: "", result: .failure(.noEndpoint))])
    }
    let answers = await askEach([first], call)
    return JSONRPCBroadcast(answers: answers + (await askEach(Array(candidates.dropFirst()), call)))
  }

  /// Asks every endpoint for its chain and its newest block. Those on another chain are not asked
  /// again until they prove otherwise. `chainID` as the chain writes it, such as `0x1`.
  public func survey(chainID: String) async {
    let count = state.withLock { $0.pool.endpoints.count }
    await withTaskGroup(of: Void.self) { group in
      for index in 0..<count {
        group.addTask { await self.survey(index, chainID: chainID) }
      }
    }
  }

  private func survey(_ index: Int, chainID: String) async {
    let answers = await ask(index, [JSONRPCCall("eth_chainId"), JSONRPCCall("eth_blockNumber")])
    let chain = (try? answers[0].get())?.plainText
    let head = (try? answers[1].get())?.plainText
    state.withLock { state in
      if let chain { state.pool.proved(index, isOnChain: chain == chainID) }
      if let head, head.hasPrefix("0x"), let number = UInt64(head.dropFirst(2), radix: 16) {
        state.pool.observed(head: number, of: index)
      }
    }
  }

  private func askEach(
    _ endpoints: [Int], _ call: JSONRPCCall
  ) async -> [JSONRPCBroadcast.Answer] {
    await withTaskGroup(of: (Int, Result<JSONRPCValue, JSONRPCFailure>).self) { group in
      for (place, index) in endpoints.enumerated() {
        group.addTask { (place, await self.ask(index, [call])[0]) }
      }
      var results = [Result<JSONRPCValue, JSONRPCFailure>](
        repeating: .failure(.noEndpoint), count: endpoints.count)
      for await (place, result) in group { results[place] = result }
      let names = state.withLock { state in endpoints.map { state.pool.endpoints[$0].name } }
      return zip(names, results).map { JSONRPCBroadcast.Answer(endpoint: $0, result: $1) }
    }
  }

  func choose(for calls: [JSONRPCCall], butNot asked: Set<Int>) -> Int? {
    let units = calls.reduce(0) { $0 + JSONRPCMethodPolicy.of($1.method).computeUnits }
    let now = now()
    return state.withLock { state in
      let candidates = state.pool.candidates(at: now)
      // Where every endpoint was asked already, the best may be asked once more.
      let fresh = candidates.filter { !asked.contains($0) }
      return (fresh.isEmpty ? candidates : fresh).first {
        state.pool.take(units, of: $0, at: now)
      }
    }
  }

  func ask(
    _ index: Int, _ calls: [JSONRPCCall]
  ) async -> [Result<JSONRPCValue, JSONRPCFailure>] {
    let (url, firstID) = state.withLock { state in
      defer { state.nextID &+= UInt64(calls.count) }
      return (state.pool.endpoints[index].url, state.nextID)
    }
    let request = HTTPRequest(
      .post, url, headers: [HTTPHeader("Content-Type", "application/json")],
      body: JSONRPCCodec.encode(calls, firstID: firstID), maximumAnswerBytes: maximumAnswerBytes)
    let timeout =
      calls.map { JSONRPCMethodPolicy.of($0.method).timeout }.max() ?? Duration.seconds(10)
    do throws(TransportError) {
      let response = try await sender.send(request, deadline: timeout)
      return take(response, from: index, count: calls.count, firstID: firstID)
    } catch {
      let now = now()
      state.withLock { $0.pool.failed(index, at: now) }
      return calls.map { _ in .failure(.transport(error)) }
    }
  }

  private func take(
    _ response: HTTPResponse, from index: Int, count: Int, firstID: UInt64
  ) -> [Result<JSONRPCValue, JSONRPCFailure>] {
    var results = JSONRPCCodec.decode(response.body, count: count, firstID: firstID)
    if response.status != 200 {
      results = results.map {
        switch $0 {
        case .failure(.refused): $0
        default: .failure(.status(response.status))
        }
      }
    }
    let isOverload = results.contains {
      if case .failure(let failure) = $0 { failure.isOverload } else { false }
    }
    let isUseless = !results.contains {
      switch $0 {
      case .success, .failure(.refused): true
      default: false
      }
    }
    let wait = response.headers.value(of: "Retry-After").flatMap { Int64($0) }
    let now = now()
    state.withLock { state in
      if isOverload || isUseless {
        let seconds = wait.map { min(max($0, 0), 86_400) } ?? (isOverload ? 1 : nil)
        state.pool.failed(index, retryAfter: seconds.map { $0 * 1_000_000_000 }, at: now)
      } else {
        state.pool.succeeded(index)
      }
    }
    return results
  }
}
