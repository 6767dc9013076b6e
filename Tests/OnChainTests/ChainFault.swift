import ChainTransactions
import FixedPoint
import Foundation
import JSON
import OnChain
import Testing

/// What goes wrong around one instruction.
enum ChainFault: String, CaseIterable, Sendable {
  case none, dropAfter, drop, swallow, lag, hideReceipts, reorgWithDrop, baseFeeClimb, rateLimit
  case shuffle, shortBatch, wrongChain, serverErrors, garbage

  /// Faults that others contain are tried at one point only.
  var isMinor: Bool { self == .drop || self == .serverErrors || self == .garbage }

  /// Endpoints asked: several where one of them lies.
  func endpoints(_ rig: EVMRig, foreign: EVMRig) -> [String] {
    switch self {
    case .lag, .shuffle, .shortBatch: ["/a", "/b", "/c"].map { rig.url + $0 }
    case .wrongChain: [foreign.url] + ["/a", "/b"].map { rig.url + $0 }
    default: ["\(rig.url)/a"]
    }
  }

  var quorum: Int {
    switch self {
    case .lag, .shuffle, .shortBatch, .wrongChain: 2
    default: 1
    }
  }

  func begin(_ rig: EVMRig) async throws {
    let send = #""method":"eth_sendRawTransaction""#
    switch self {
    case .none, .wrongChain, .reorgWithDrop: return
    case .dropAfter:
      try await rig.control("rig_fault", #"{"mode":"drop_after",\#(send),"count":2}"#)
    case .drop:
      try await rig.control("rig_fault", #"{"mode":"drop","endpoint":"/a","prob":0.1,"count":50}"#)
    case .swallow: try await rig.control("rig_set", #"{"swallow":1}"#)
    case .lag: try await rig.control("rig_set", #"{"lag":{"/a":2}}"#)
    case .hideReceipts: try await rig.control("rig_set", #"{"hideReceipts":4}"#)
    case .baseFeeClimb: try await rig.control("rig_set", #"{"swallow":1}"#)
    case .rateLimit:
      try await rig.control("rig_fault", #"{"mode":"ratelimit","arg":{"perSecond":120}}"#)
    case .shuffle: try await rig.control("rig_fault", #"{"mode":"shuffle","count":500}"#)
    case .shortBatch:
      try await rig.control(
        "rig_fault", #"{"mode":"short_batch","endpoint":"/a","prob":0.3,"count":500}"#)
    case .serverErrors:
      try await rig.control(
        "rig_fault", #"{"mode":"http","endpoint":"/a","prob":0.15,"count":50,"arg":{"status":502}}"#
      )
    case .garbage:
      try await rig.control(
        "rig_fault", #"{"mode":"truncate","endpoint":"/a","prob":0.15,"count":50}"#)
    }
  }

  /// What happens while the instruction is in flight.
  func meanwhile(_ rig: EVMRig, _ store: MemoryStore) async throws {
    switch self {
    case .reorgWithDrop:
      guard let hash = try await Self.firstMined(rig, store) else { return }
      try await rig.control("rig_reorg", #"{"depth":1,"drop":["\#(hash)"]}"#)
    case .baseFeeClimb:
      for _ in 0..<200 where store.everything.isEmpty {
        try await Task.sleep(for: .milliseconds(10))
      }
      try await rig.control("rig_burn", "8,100")
    default: return
    }
  }

  private static func firstMined(_ rig: EVMRig, _ store: MemoryStore) async throws -> String? {
    for _ in 0..<300 {
      if let first = store.everything.first {
        let hash = "\(first.attempt.hash)"
        if try await rig.control("eth_getTransactionReceipt", #""\#(hash)""#) != .null {
          return hash
        }
      }
      try await Task.sleep(for: .milliseconds(5))
    }
    return nil
  }
}
