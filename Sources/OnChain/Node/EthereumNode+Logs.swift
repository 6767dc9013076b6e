import Ethereum
import JSON
import Transport

extension EthereumNode {
  /// The most blocks one question for logs covers, where a node does not say otherwise.
  static let logRange: UInt64 = 10_000

  /// The logs of a range of blocks, oldest first. A node that finds the range too wide is asked for
  /// halves of it, down to single blocks.
  /// - Throws: `NodeError`.
  public func logs(
    _ filter: LogFilter, from first: UInt64, through last: UInt64
  ) async throws -> [MinedLog] {
    var logs: [MinedLog] = []
    var start = first
    var range = Self.logRange
    while start <= last {
      let end = last - start >= range ? start + range - 1 : last
      do {
        let found = try await ask(
          "eth_getLogs", [filter.node(from: start, through: end)])
        guard let entries = found.elements?.map({ MinedLog($0) }), !entries.contains(nil) else {
          throw NodeError.malformed(method: "eth_getLogs")
        }
        logs += entries.compactMap { $0 }
        if end == .max { break }
        start = end + 1
      } catch NodeError.refused(_, _) where range > 1 {
        // Providers limit range and count in different words; all of them refuse.
        range = max(1, range / 2)
      }
    }
    return logs
  }
}
