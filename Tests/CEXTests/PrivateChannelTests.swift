import Testing
import Transport

@testable import CEX

/// The state machine of a private stream, step by step.
@Suite struct PrivateChannelTests {
  static let second: Int64 = 1_000_000_000

  private func names(_ effects: [PrivateChannel.Effect]) -> [String] {
    effects.map { effect in
      switch effect {
      case .openKey: "openKey"
      case .renewKey: "renewKey"
      case .connect: "connect"
      case .logIn: "logIn"
      case .subscribe: "subscribe"
      case .beat: "beat"
      case .close: "close"
      case .snapshot(let number): "snapshot \(number)"
      case .take(let messages): "take \(messages.count)"
      case .whole(let losses): "live \(losses)"
      case .lost(let losses): "lost \(losses)"
      }
    }
  }

  private func channel(key: Bool, login: Bool, subscriptions: Int) -> PrivateChannel {
    var steps = PrivateChannel.Steps()
    steps.needsKey = key
    steps.needsLogin = login
    steps.subscriptions = subscriptions
    return PrivateChannel(steps: steps)
  }

  private var message: PrivateFrame { .data(Decoded()) }

  @Test func logsInSubscribesBuffersAndReplays() {
    var channel = channel(key: false, login: true, subscriptions: 2)
    channel.start(at: 0)
    #expect(names(channel.due(at: 0, entropy: 1)) == ["connect"])
    #expect(names(channel.opened(at: 1)) == ["logIn"])
    #expect(names(channel.take(message, at: 2, entropy: 1)) == [])
    #expect(names(channel.take(.loggedIn, at: 2, entropy: 1)) == ["subscribe"])
    #expect(names(channel.take(.subscribed, at: 3, entropy: 1)) == [])
    #expect(names(channel.take(message, at: 3, entropy: 1)) == [])
    #expect(names(channel.take(.subscribed, at: 4, entropy: 1)) == ["snapshot 1"])
    #expect(names(channel.take(message, at: 5, entropy: 1)) == [])
    #expect(!channel.isWhole)
    #expect(names(channel.snapshotRead(1, at: 6)) == ["take 2", "live 0"])
    #expect(channel.isWhole)
    #expect(names(channel.take(message, at: 7, entropy: 1)) == ["take 1"])
  }

  @Test func aKeyIsOpenedRenewedAndReplacedWhenItExpires() {
    var channel = channel(key: true, login: false, subscriptions: 0)
    channel.start(at: 0)
    #expect(names(channel.due(at: 0, entropy: 1)) == ["openKey"])
    #expect(names(channel.keyOpened(at: 1)) == ["connect"])
    #expect(names(channel.opened(at: 2)) == ["snapshot 1"])
    #expect(names(channel.snapshotRead(1, at: 3)) == ["live 0"])
    var now = 2 * Self.second
    var renewals = 0
    while now < 5_500 * Self.second {
      channel.heard(at: now)
      renewals += names(channel.due(at: now, entropy: 1)).filter { $0 == "renewKey" }.count
      now += 5 * Self.second
    }
    #expect(renewals == 3)
    let ended = channel.take(.ended("listenKeyExpired"), at: now, entropy: 1)
    #expect(names(ended) == ["close", "lost 1"])
    #expect(names(channel.due(at: now + Self.second, entropy: 1)) == ["openKey"])
  }

  @Test func silenceIsNoticedAndHeartbeatsAreSent() {
    var channel = channel(key: false, login: false, subscriptions: 1)
    channel.start(at: 0)
    _ = channel.due(at: 0, entropy: 1)
    _ = channel.opened(at: 0)
    _ = channel.take(.subscribed, at: 0, entropy: 1)
    _ = channel.snapshotRead(1, at: 0)
    var beats = 0
    for second in 1...29 as ClosedRange<Int64> {
      let names = names(channel.due(at: second * Self.second, entropy: 1))
      beats += names.count
      #expect(names.allSatisfy { $0 == "beat" })
    }
    #expect(beats == 2)
    #expect(names(channel.due(at: 30 * Self.second, entropy: 1)) == ["close", "lost 1"])
  }

  @Test(arguments: [1, 2, 3])
  func anAnswerThatDoesNotComeEndsTheAttempt(_ stage: Int) {
    var channel = channel(key: false, login: true, subscriptions: 1)
    channel.start(at: 0)
    _ = channel.due(at: 0, entropy: 1)
    _ = channel.opened(at: 0)
    if stage > 1 { _ = channel.take(.loggedIn, at: 0, entropy: 1) }
    if stage > 2 { _ = channel.take(.subscribed, at: 0, entropy: 1) }
    let limit = stage == 3 ? 20 * Self.second : 5 * Self.second
    channel.heard(at: limit - 1)
    #expect(!names(channel.due(at: limit - 1, entropy: 1)).contains("close"))
    #expect(names(channel.due(at: limit, entropy: 1)) == ["close", "lost 1"])
  }

  @Test func attemptsBackOffAndHaveABudget() {
    var policy = ReconnectPolicy()
    policy.attempts = 5
    policy.window = 600 * Self.second
    var channel = PrivateChannel(steps: .init(), policy: policy)
    channel.start(at: 0)
    var times: [Int64] = []
    var now: Int64 = 0
    while now < 900 * Self.second {
      if names(channel.due(at: now, entropy: 7)).contains("connect") {
        times.append(now)
        _ = channel.failed("refused", at: now, entropy: 7)
      }
      now += 100_000_000
    }
    #expect(times.filter { $0 < 600 * Self.second }.count == 5)
    let gaps = zip(times.dropFirst(), times).map { $0 - $1 }
    #expect(gaps[0] < gaps[2] && gaps[1] < gaps[3])
  }

  @Test func anAnswerToAnEarlierSnapshotIsNotTaken() {
    var channel = channel(key: false, login: false, subscriptions: 0)
    channel.start(at: 0)
    _ = channel.due(at: 0, entropy: 1)
    #expect(names(channel.opened(at: 0)) == ["snapshot 1"])
    _ = channel.failed("closed", at: 1, entropy: 1)
    _ = channel.due(at: Self.second, entropy: 1)
    #expect(names(channel.opened(at: Self.second)) == ["snapshot 2"])
    #expect(channel.snapshotRead(1, at: Self.second).isEmpty)
    #expect(!channel.isWhole)
    #expect(names(channel.snapshotRead(2, at: Self.second)) == ["live 1"])
  }
}
