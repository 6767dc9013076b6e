import ChainTransactions
import Ethereum
import JSON

/// What a node's subscriptions told so far, as a state machine without I/O: it takes messages and
/// readings of ranges and says what is to be told, and whether a range must be read again.
struct ChainFeedState {
  private var book = LogBook()
  /// The newest block the stream told.
  private(set) var newest: ChainHead?
  /// Whether the stream may have missed something.
  private(set) var hasGap = true

  /// Blocks read again before the newest one.
  static let overlap: UInt64 = 16

  /// The connection was lost: what happens until the next one is missed.
  mutating func lost() { hasGap = true }

  /// Takes a message of a subscription.
  mutating func take(_ message: JSONNode) -> [ChainFeed.Event] {
    guard message["method"]?.text == "eth_subscription",
      let result = message["params"]?["result"]
    else { return [] }
    if let head = Self.head(result) {
      guard head != newest else { return [] }
      if let newest {
        let isNext = head.number == newest.number &+ 1 && head.parent == newest.hash
        if !isNext { hasGap = true }
      }
      newest = head
      return [.head(head)]
    }
    return MinedLog(result).flatMap { book.take($0) }.map { [.log($0)] } ?? []
  }

  /// The range to read when the chain's head is at a height.
  func range(upTo head: UInt64) -> (first: UInt64, last: UInt64) {
    let seen = min(newest?.number ?? head, head)
    return (seen > Self.overlap ? seen - Self.overlap : 0, head)
  }

  /// Takes all logs of a range, read from the chain as it is now. What is above the newest block of
  /// the stream has left the chain. A reading that ends below that block leaves a gap.
  mutating func fill(_ logs: [MinedLog], _ range: (first: UInt64, last: UInt64)) -> [ChainFeed
    .Event]
  {
    let top = max(newest?.number ?? range.last, range.last)
    hasGap = range.last < top
    let orphans = top < .max ? book.take([], from: top + 1, through: .max) : []
    return (orphans + book.take(logs, from: range.first, through: range.last)).map { .log($0) }
  }

  private static func head(_ node: JSONNode) -> ChainHead? {
    guard let number = Quantities.uint64(node["number"]), let hash = Quantities.hash(node["hash"]),
      let parent = Quantities.hash(node["parentHash"])
    else { return nil }
    return ChainHead(number: number, hash: hash, parent: parent)
  }
}
