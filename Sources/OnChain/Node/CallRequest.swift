import Ethereum
import FixedPoint
import JSON

/// A call to simulate.
public struct CallRequest: Hashable, Sendable {
  /// The sender.
  public var from: Address
  /// The called account; nil to create a contract.
  public var to: Address?
  /// Wei sent along.
  public var value: UInt256
  /// Calldata.
  public var data: [UInt8]

  /// Describes a call.
  public init(from: Address, to: Address?, value: UInt256 = .zero, data: [UInt8]) {
    self.from = from
    self.to = to
    self.value = value
    self.data = data
  }

  var node: JSONNode {
    .object(
      [JSONMember(name: "from", value: .string("\(from)"))]
        + (to.map { [JSONMember(name: "to", value: .string("\($0)"))] } ?? []) + [
          JSONMember(name: "value", value: .string(Quantities.encode(value))),
          JSONMember(name: "data", value: .string(Hex.encode(data))),
        ])
  }
}
