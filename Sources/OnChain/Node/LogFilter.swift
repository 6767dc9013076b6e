import Ethereum
import JSON

/// Which logs are asked for: of one contract, or of any, in a range of blocks, with these topics in
/// order; nil stands for any.
public struct LogFilter: Hashable, Sendable {
  /// The contract; nil for any.
  public var address: Address?
  /// The topics in order.
  public var topics: [Hash32?]

  /// Describes a filter.
  public init(address: Address?, topics: [Hash32?]) {
    self.address = address
    self.topics = topics
  }

  func node(from first: UInt64, through last: UInt64) -> JSONNode {
    .object(
      [
        JSONMember(name: "fromBlock", value: .string(Quantities.encode(first))),
        JSONMember(name: "toBlock", value: .string(Quantities.encode(last))),
      ] + members)
  }

  /// The requests that subscribe to new blocks and then to these logs, numbered 1 and 2.
  var subscriptions: [String] {
    [JSONNode.array([.string("newHeads")]), .array([.string("logs"), .object(members)])]
      .enumerated().map { index, parameters in
        #"{"jsonrpc":"2.0","id":\#(index + 1),"method":"eth_subscribe","params":\#(parameters)}"#
      }
  }

  private var members: [JSONMember] {
    let topics = topics.map { topic in topic.map { JSONNode.string("\($0)") } ?? .null }
    return (address.map { [JSONMember(name: "address", value: .string("\($0)"))] } ?? [])
      + [JSONMember(name: "topics", value: .array(topics))]
  }
}
