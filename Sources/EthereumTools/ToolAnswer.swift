import Ethereum
import EthereumKeys
import FixedPoint
import JSON

/// An answer's members in their order.
struct ToolAnswer {
  private(set) var members: [JSONMember] = []

  init() {}

  /// An answer of text members.
  init(_ texts: [(String, String)]) {
    for (name, text) in texts { self[name] = .string(text) }
  }

  var json: JSONNode { .object(members) }

  /// Appends a member; nil appends nothing.
  subscript(_ name: String) -> JSONNode? {
    get { members.first { $0.name == name }?.value }
    set { if let newValue { members.append(JSONMember(name: name, value: newValue)) } }
  }

  mutating func set(_ name: String, _ text: String) { self[name] = .string(text) }

  mutating func set(_ name: String, bytes: some Collection<UInt8>) {
    self[name] = .string(Hex.encode(bytes))
  }

  mutating func set(_ name: String, _ amount: UInt256) {
    self[name] = .string(amount.description)
  }

  mutating func set(_ name: String, number: some BinaryInteger) {
    self[name] = .number(String(number))
  }

  mutating func set(_ name: String, _ flag: Bool) { self[name] = .bool(flag) }

  /// r, s, yParity, v (27 or 28) and the 65 bytes.
  mutating func set(_ signature: Signature) {
    set("r", signature.r.hexDescription)
    set("s", signature.s.hexDescription)
    set("yParity", number: signature.yParity ? 1 : 0)
    set("v", number: signature.yParity ? 28 : 27)
    set("signature", bytes: signature.bytes)
  }
}
