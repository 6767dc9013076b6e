import ExecutionRuntime
import FixedPoint
import RiskControl
import TradingModel

/// The live port of one chain: hands the core's transactions to the executor, one after the other,
/// and puts what came of them into the inbox; between them it tells prices, fees and what the
/// chain itself changed.
public final class OnChainPort: ExecutionPort {
  private enum Work: Sendable {
    case perform(ChainTransaction)
    case refresh
  }

  private let chain: VenueID
  private let work: AsyncStream<Work>.Continuation
  private let worker: Task<Void, Never>
  private let schedule: Task<Void, Never>
  private let feed: ChainFeed?
  private let listener: Task<Void, Never>?

  /// A port. `market` is read and interest is told after every transaction and at each `interval`.
  /// With a `feed` a new block is looked at when it is told, and a log of it has everything read.
  public init(
    chain: VenueID, executor: OnChainExecutor, market: ChainMarket, sink: any InputSink,
    interval: Duration, feed: ChainFeed? = nil
  ) {
    self.chain = chain
    self.feed = feed
    let (stream, work) = AsyncStream<Work>.makeStream()
    self.work = work
    worker = Task {
      for await item in stream {
        switch item {
        case .perform(let transaction):
          if let result = await Self.outcome(of: transaction, executor) {
            sink.put(.venue(.chainResult(result)))
          }
        case .refresh:
          await Self.refresh(chain, executor, market, sink)
        }
      }
    }
    listener = feed.map { feed in
      Task {
        await feed.start()
        for await event in feed.events {
          switch event {
          case .head: await executor.account.wake()
          case .log: work.yield(.refresh)
          }
        }
      }
    }
    schedule = Task {
      while !Task.isCancelled {
        try? await Task.sleep(for: interval)
        if !Task.isCancelled { work.yield(.refresh) }
      }
    }
  }

  deinit { stop() }

  /// Takes nothing more. What is in flight stays in flight: its result is found after a restart.
  public func stop() {
    schedule.cancel()
    listener?.cancel()
    if let feed { Task { await feed.stop() } }
    work.finish()
    worker.cancel()
  }

  public func submit(
    _ order: Approved<Order>, at time: Timestamp, into answers: inout [ScheduledEvent]
  ) {
    let reason = "a chain takes no orders"
    answers.append(
      ScheduledEvent(time: time, event: .orderNotSent(order.request.id, reason: reason)))
  }

  public func cancel(
    _ order: OrderID, at time: Timestamp, into answers: inout [ScheduledEvent]
  ) {}

  public func setTradingStop(
    _ instrument: InstrumentID, _ stop: TradingStop, at time: Timestamp,
    into answers: inout [ScheduledEvent]
  ) {}

  public func transfer(
    _ transfer: Approved<TransferRequest>, at time: Timestamp,
    into answers: inout [ScheduledEvent]
  ) {}

  public func perform(
    _ transaction: Approved<ChainTransaction>, at time: Timestamp,
    into answers: inout [ScheduledEvent]
  ) {
    let request = transaction.request
    guard request.chain == chain else {
      answers.append(
        ScheduledEvent(
          time: time,
          event: .chainResult(.refused(request.id, "this account is on another chain"))))
      return
    }
    take(up: request)
  }

  /// Takes up a transaction that an earlier process was asked for and did not see the end of.
  public func take(up transaction: ChainTransaction) { work.yield(.perform(transaction)) }

  /// Asks until it can be told what became of the transaction; nil once stopped. What was signed
  /// is found again and never signed twice.
  private static func outcome(
    of transaction: ChainTransaction, _ executor: OnChainExecutor
  ) async -> ChainResult? {
    while !Task.isCancelled {
      if let result = try? await executor.perform(transaction) { return result }
      try? await Task.sleep(for: .seconds(1))
    }
    return nil
  }

  /// What cannot be read now is told the next time: the core sees how old its prices are.
  private static func refresh(
    _ chain: VenueID, _ executor: OnChainExecutor, _ market: ChainMarket, _ sink: any InputSink
  ) async {
    if let updates = try? await market.read() {
      for update in updates { sink.put(.market(update)) }
    }
    if let movements = try? await executor.refresh(), !movements.isEmpty {
      sink.put(
        .venue(.movements(venue: chain, movements, reason: "interest, rewards and payments")))
    }
  }
}

extension ChainResult {
  /// A transaction of which nothing was sent.
  public static func refused(_ id: ActionID, _ reason: String) -> ChainResult {
    ChainResult(
      id: id, outcome: .refused(reason: reason), movements: [], received: [], gasUsed: 0,
      gasPaid: .zero)
  }
}
