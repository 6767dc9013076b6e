import Ethereum
import FixedPoint
import Foundation
import JSON
import Testing
import Transport

extension EVMRig {
  /// A call of the rig's test control, on an endpoint without faults of its own.
  @discardableResult
  func control(_ method: String, _ parameters: String = "") async throws -> JSONNode {
    let body = #"{"jsonrpc":"2.0","id":1,"method":"\#(method)","params":[\#(parameters)]}"#
    let response = try await HTTPClient().send(
      HTTPRequest(
        .post, "\(url)/control", headers: [HTTPHeader("Content-Type", "application/json")],
        body: Array(body.utf8)), deadline: .seconds(30))
    let node = try JSONNode(parsing: response.body)
    if let error = node["error"], error != .null {
      throw RigError(method: method, message: error.description)
    }
    return node["result"] ?? .null
  }

  struct RigError: Error {
    let method: String
    let message: String
  }

  /// Undoes every fault and setting.
  func heal() async throws {
    try await control("rig_clearFaults")
    try await control(
      "rig_set", #"{"lag":{"/a":0,"/b":0,"/c":0},"hideReceipts":0,"swallow":0,"automine":true}"#)
  }

  func number(_ method: String, _ parameters: String) async throws -> UInt64 {
    let text = try #require(try await control(method, parameters).text)
    return try #require(UInt64(text.dropFirst(2), radix: 16))
  }

  /// The account's transaction counts: mined, and mined or executable in the pool.
  func nonces(_ account: Address) async throws -> (latest: UInt64, pending: UInt64) {
    (
      try await number("eth_getTransactionCount", #""\#(account)","latest""#),
      try await number("eth_getTransactionCount", #""\#(account)","pending""#)
    )
  }

  /// Transactions of the account that wait in the pool, executable or behind a gap.
  func waiting(_ account: Address) async throws -> Int {
    let content = try await control("txpool_content")
    return ["pending", "queued"].reduce(0) { sum, part in
      let members = content[part]?.members ?? []
      return sum
        + members.filter { Address($0.name) == account }.reduce(0) {
          $0 + ($1.value.members?.count ?? 0)
        }
    }
  }
}
