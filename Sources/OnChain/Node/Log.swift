import Ethereum
import JSON

/// An event a contract wrote.
public struct Log: Hashable, Sendable {
  /// The contract.
  public let address: Address
  /// The topics; the first is the event's hash unless it is anonymous.
  public let topics: [Hash32]
  /// The other arguments.
  public let data: [UInt8]

  /// Describes a log.
  public init(address: Address, topics: [Hash32], data: [UInt8]) {
    self.address = address
    self.topics = topics
    self.data = data
  }

  init?(_ node: JSONNode) {
    guard let address = node["address"]?.text.flatMap({ Address($0) }),
      let topics = node["topics"]?.elements?.map({ Quantities.hash($0) }), !topics.contains(nil),
      let data = Quantities.bytes(node["data"])
    else { return nil }
    self.init(address: address, topics: topics.compactMap { $0 }, data: data)
  }
}
