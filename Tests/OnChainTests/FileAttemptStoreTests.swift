import ChainTransactions
import Ethereum
import FixedPoint
import Foundation
import OnChain
import Testing
import TradingModel

/// What the file holds is what was saved, also when a power cut tears its end.
struct FileAttemptStoreTests {
  private static func path() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("attempts-\(UUID()).log").path
  }

  private static func attempt(_ number: UInt64, nonce: UInt64) -> StoredAttempt {
    StoredAttempt(
      intent: ChainIntent(
        action: ActionID(number),
        to: Address([UInt8](repeating: UInt8(number), count: 20)) ?? .zero,
        value: UInt256.max, data: [UInt8](repeating: 7, count: Int(number) * 11),
        gasLimit: 100_000 + number, urgency: .urgent,
        maximumFeePerGas: number % 2 == 0 ? nil : UInt256(number), isPrivate: number % 3 == 0),
      nonce: nonce,
      attempt: TransactionAttempt(
        hash: Keccak256.hash([UInt8(number)]), raw: [2, UInt8(number)],
        fees: FeeQuote(maxFeePerGas: 9, maxPriorityFeePerGas: UInt256(number)),
        purpose: number % 2 == 0 ? .cancellation : .intent))
  }

  private static func receipt(_ number: UInt64) -> TransactionReceipt {
    TransactionReceipt(
      hash: Keccak256.hash([UInt8(number)]), blockNumber: 77, blockHash: Keccak256.hash([1, 2]),
      succeeded: false, gasUsed: 21_000, effectiveGasPrice: 1_000_000_007)
  }

  @Test func whatIsSavedIsReadAgain() throws {
    let path = Self.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      let store = try FileAttemptStore(path: path)
      for number in 1...4 as ClosedRange<UInt64> {
        try store.save(Self.attempt(number, nonce: 10 - number))
      }
      try store.save(Self.attempt(5, nonce: 9))
      try store.close(nonce: 8, state: .reverted, receipt: Self.receipt(2))
      try store.close(nonce: 7, state: .denied, receipt: nil)
    }
    let store = try FileAttemptStore(path: path)
    #expect(
      try store.open() == [
        Self.attempt(4, nonce: 6), Self.attempt(1, nonce: 9), Self.attempt(5, nonce: 9),
      ])
    #expect(
      try store.closed() == [
        StoredOutcome(
          action: ActionID(2), nonce: 8, state: .reverted, receipt: Self.receipt(2))
      ])
  }

  @Test func everyTornTailIsCutAndTheRestIsWhole() throws {
    let path = Self.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var lengths: [Int] = [0]
    do {
      let store = try FileAttemptStore(path: path)
      for number in 1...3 as ClosedRange<UInt64> {
        try store.save(Self.attempt(number, nonce: number))
        lengths.append(try Data(contentsOf: URL(fileURLWithPath: path)).count)
      }
    }
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for length in 0...whole.count {
      try whole.prefix(length).write(to: URL(fileURLWithPath: path))
      let expected = lengths.lastIndex { $0 <= length } ?? 0
      do {
        let store = try FileAttemptStore(path: path)
        #expect(try store.open().count == expected, "\(length) bytes")
        try store.save(Self.attempt(4, nonce: 4))
      }
      #expect(try FileAttemptStore(path: path).open().count == expected + 1, "\(length) bytes")
    }
    for tail in [
      [UInt8](repeating: 0, count: 500), [0, 0, 0, 3] + [UInt8](repeating: 9, count: 35),
    ] {
      try (whole + Data(tail)).write(to: URL(fileURLWithPath: path))
      #expect(try FileAttemptStore(path: path).open().count == 3)
    }
  }

  @Test func aChangedRecordIsNotTakenForATornOne() throws {
    let path = Self.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      let store = try FileAttemptStore(path: path)
      for number in 1...3 as ClosedRange<UInt64> {
        try store.save(Self.attempt(number, nonce: number))
      }
    }
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes[60] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
    #expect(throws: AttemptStoreError.corrupt(path: path, offset: 0)) {
      _ = try FileAttemptStore(path: path)
    }
  }

  @Test func twoProcessesCannotShareIt() throws {
    let path = Self.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let first = try FileAttemptStore(path: path)
    #expect(throws: AttemptStoreError.inUse(path: path)) {
      _ = try FileAttemptStore(path: path)
    }
    try first.save(Self.attempt(1, nonce: 1))
  }
}
