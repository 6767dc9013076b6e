import Ethereum
import JSON

/// Which logs are asked for: of one contract, in a range of blocks, with these topics in order; nil
/// stands for any.
public struct LogFilter: Hashable, Sendable {
  /// The contract.
  public var address: Address
  /// The topics in order.
  public var topics: [Hash32?]

  /// Describes a filter.
  public init(address: Address, topics: [Hash32?]) {
    self.address = address
    self.topics = topics
  }

  func node(from first: UInt64, through last: UInt64) -> JSONNode {
    .object([
      JSONMember(name: "fromBlock", value: .string(Quantities.encode(first))),
      JSONMember(name: "toBlock", value: .string(Quantities.encode(last))),
      JSONMember(name: "address", value: .string("\(address)")),
      JSONMember(
        name: "topics",
        value: .array(topics.map { topic in topic.map { .string("\($0)") } ?? .null })),
    ])
  }
}
