import ChainTransactions
import Ethereum
import EthereumKeys
import FixedPoint
import Foundation
import JSON
import OnChain
import TestSupport
import Testing
import TradingModel

/// A real process that is killed with SIGKILL: this test program runs itself again as the desk.
@Suite(.serialized, .enabled(if: EVMRig.isPresent), .timeLimit(.minutes(5)))
struct KillTests {
  private static let total = 200
  private static let kills = 20
  private static let recipientText = "0x" + String(repeating: "77", count: 20)
  private static let childPort = "VENUES_CHAIN_CHILD_URL"

  @Test func twoHundredInstructionsSurviveTwentyKills() async throws {
    let environment = ProcessInfo.processInfo.environment
    if environment[Self.childPort] != nil { return }
    let rig = try await SharedRig.foreign.rig()
    let account = rig.accounts[1]
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kill-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let before = try await rig.nonces(account).latest
    var killed = 0
    var generator = SeededGenerator(seed: 20)
    while true {
      let child = try Self.spawn(rig, folder)
      let ready = folder.appendingPathComponent("ready").path
      while child.isRunning, !FileManager.default.fileExists(atPath: ready) {
        try await Task.sleep(for: .milliseconds(5))
      }
      if killed < Self.kills {
        try await Task.sleep(for: .milliseconds(Int(generator.next() % 220) + 20))
        if child.isRunning {
          kill(child.processIdentifier, SIGKILL)
          killed += 1
        }
      }
      child.waitUntilExit()
      try? FileManager.default.removeItem(atPath: ready)
      if child.terminationReason == .exit, child.terminationStatus != 0 {
        let log = try? String(
          contentsOf: folder.appendingPathComponent("log"), encoding: .utf8)
        Issue.record("the child failed after \(killed) kills: \(log?.suffix(2_000) ?? "")")
        return
      }
      if child.terminationReason == .exit, killed >= Self.kills { break }
    }
    try await Self.verify(rig, folder, before: before, killed: killed)
  }

  private static func verify(
    _ rig: EVMRig, _ folder: URL, before: UInt64, killed: Int
  ) async throws {
    let account = rig.accounts[1]
    let counts = try await rig.nonces(account)
    #expect(counts.latest == counts.pending)
    #expect(try await rig.waiting(account) == 0)
    // What arrived says which instructions were carried out: each pays its own number of wei.
    let history = try FileAttemptStore(path: folder.appendingPathComponent("store").path)
    var mined: [UInt64: Int] = [:]
    var fillers = 0
    for saved in try history.open() {
      let hash = "\(saved.attempt.hash)"
      let receipt = try await rig.control("eth_getTransactionReceipt", #""\#(hash)""#)
      if receipt == .null { continue }
      if saved.attempt.purpose == .intent {
        mined[saved.intent.action.raw, default: 0] += 1
      } else {
        fillers += 1
      }
    }
    var nonces = Set(try history.open().map(\.nonce))
    for outcome in try history.closed() {
      nonces.insert(outcome.nonce)
      if outcome.state == .cancelled {
        fillers += 1
      } else {
        mined[outcome.action.raw, default: 0] += 1
      }
    }
    print(
      "kills: \(killed); nonces \(before)..<\(counts.latest); calls mined \(mined.count), "
        + "empty transfers that closed a gap \(fillers)")
    // The recipient got each instruction's own number of wei once.
    let paid = try await rig.control("eth_getBalance", #""\#(recipientText)","latest""#).text
    #expect(paid.flatMap { UInt256($0) } == UInt256(UInt64(total * (total + 1) / 2)))
    #expect(mined.count == total)
    #expect(mined.values.allSatisfy { $0 == 1 })
    #expect(nonces == Set(before..<counts.latest))
    #expect(counts.latest - before == UInt64(total + fillers))
  }

  private static func spawn(_ rig: EVMRig, _ folder: URL) throws -> Process {
    let process = Process()
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    process.executableURL = URL(fileURLWithPath: own)
    var arguments = Array(CommandLine.arguments.dropFirst())
    while let index = arguments.firstIndex(of: "--filter"), index + 1 < arguments.count {
      arguments.removeSubrange(index...(index + 1))
    }
    process.arguments = arguments + ["--filter", "KillTests/theDeskThatIsKilled"]
    var environment = ProcessInfo.processInfo.environment
    environment[childPort] = rig.url
    environment["VENUES_CHAIN_CHILD_KEY"] = rig.keys[1]
    environment["VENUES_CHAIN_CHILD_FOLDER"] = folder.path
    process.environment = environment
    let log = folder.appendingPathComponent("log").path
    _ = FileManager.default.createFile(atPath: log, contents: nil)
    let output = try #require(FileHandle(forWritingAtPath: log))
    process.standardOutput = output
    process.standardError = output
    try process.run()
    return process
  }

  /// The desk in the child: all instructions at once, each under its own number.
  @Test(.enabled(if: ProcessInfo.processInfo.environment[childPort] != nil))
  func theDeskThatIsKilled() async throws {
    let environment = ProcessInfo.processInfo.environment
    let url = try #require(environment[Self.childPort])
    let folder = try #require(environment["VENUES_CHAIN_CHILD_FOLDER"])
    let key = try #require(Hex.decodePrefixed(environment["VENUES_CHAIN_CHILD_KEY"] ?? ""))
    let signer = try LocalSigner(PrivateKey(copying: key))
    let recipient = try #require(Address(Self.recipientText))
    let policy = CallPolicy(
      chainID: 1, wallet: signer.address, maximumTotalFee: 1_000_000_000_000_000_000,
      maximumFeePerGas: 300_000_000_000, recipients: [recipient], tokens: [], spenders: [],
      rules: [])
    var options = AccountOptions()
    options.tracking.confirmations = 1
    options.tracking.stuckAfter = .seconds(2)
    options.pollInterval = .milliseconds(50)
    let runner = AccountRunner(
      node: EthereumNode(client: try ChainDesk.client([url])),
      signer: TransactionSigner(signer, chainID: 1), policy: policy,
      store: try FileAttemptStore(path: folder + "/store"), options: options,
      clock: { ChainDesk.now() })
    try await runner.start()
    #expect(FileManager.default.createFile(atPath: folder + "/ready", contents: nil))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...UInt64(Self.total) {
        group.addTask {
          let call = PlannedCall(to: recipient, value: UInt256(number))
          _ = try await runner.execute(call, as: ActionID(number))
        }
      }
      try await group.waitForAll()
    }
    await runner.stop()
  }
}
