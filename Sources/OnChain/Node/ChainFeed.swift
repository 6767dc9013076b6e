import ChainTransactions
import Ethereum
import JSON
import Transport

/// New blocks and logs as a node streams them (`eth_subscribe`), made whole: after every connection
/// and every gap between two blocks the missed range is read again, with an overlap, so that
/// nothing is lost, told twice, or left standing after a reorganisation.
public actor ChainFeed {
  /// What is told, in order.
  public indirect enum Event: Hashable, Sendable {
    /// A new newest block.
    case head(ChainHead)
    /// A log, or with `isRemoved` its removal.
    case log(MinedLog)
  }

  /// What is told. One reader.
  public nonisolated let events: AsyncStream<Event>
  private let teller: AsyncStream<Event>.Continuation
  private let url: String
  private let node: EthereumNode
  private let filter: LogFilter
  private let client: WebSocketClient
  private var state = ChainFeedState()
  private var runner: Task<Void, Never>?
  private var connection: WebSocketConnection?

  /// A feed of a WebSocket endpoint; `node` is read where the stream has gaps. Nothing happens
  /// before ``start()``.
  public init(url: String, node: EthereumNode, filter: LogFilter, client: WebSocketClient) {
    self.url = url
    self.node = node
    self.filter = filter
    self.client = client
    (events, teller) = AsyncStream<Event>.makeStream()
  }

  /// Connects, and connects again whenever the stream ends.
  public func start() {
    guard runner == nil else { return }
    runner = Task { await self.run() }
  }

  /// Ends the feed and its events.
  public func stop() {
    runner?.cancel()
    connection?.close()
    teller.finish()
  }

  private func run() async {
    var failures = 0
    while !Task.isCancelled {
      let isSound = await follow()
      state.lost()
      failures = isSound ? 0 : min(failures + 1, 6)
      // A tenth of a second, doubled with each failure in a row up to six seconds.
      try? await Task.sleep(for: .milliseconds(100 << failures))
    }
  }

  /// Follows one connection to its end; whether it ever told anything.
  private func follow() async -> Bool {
    let (frames, inbox) = AsyncStream<WebSocketEvent>.makeStream()
    let handler: @Sendable (WebSocketEvent) -> Void = { event in
      inbox.yield(event)
      if case .closed = event { inbox.finish() }
    }
    guard let connection = try? client.open(url, deadline: .seconds(10), handler: handler) else {
      return false
    }
    self.connection = connection
    var isSound = false
    for await frame in frames {
      switch frame {
      case .opened: for text in filter.subscriptions { connection.send(text: text) }
      case .text(let bytes): isSound = await take(bytes) || isSound
      case .binary, .ping, .pong, .closed: continue
      }
    }
    connection.close()
    self.connection = nil
    return isSound
  }

  /// Whether the message told something. Once the last subscription is in place the stream tells
  /// what happens; what was before, the chain does.
  private func take(_ bytes: [UInt8]) async -> Bool {
    guard let message = try? JSONNode(parsing: bytes) else { return false }
    if message["method"]?.text == "eth_subscription" {
      for event in state.take(message) { teller.yield(event) }
    } else {
      guard message["result"]?.text != nil else { return false }
      if message["id"] != .number("2") { return true }
    }
    if state.hasGap { await fill() }
    return true
  }

  /// Reads the range again that the stream may have missed. One that cannot be read is read at the
  /// next block.
  private func fill() async {
    guard let number = await height() else { return }
    let range = state.range(upTo: number)
    guard let logs = try? await node.logs(filter, from: range.first, through: range.last) else {
      return
    }
    for event in state.fill(logs, range) { teller.yield(event) }
  }

  private func height() async -> UInt64? { try? await node.head()?.number }
}
