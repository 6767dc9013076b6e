import Ethereum
import FixedPoint
import JSON
import TradingModel

extension Deployment {
  private static let keys = ["schema", "chain", "chainId", "tokens", "contracts"]
  private static let schema = "venues.deployments/1"

  /// Reads a deployments file.
  /// - Throws: `VenueDefinitionError` naming the key: unknown, missing or of another shape; an
  ///   address without its EIP-55 checksum is refused, because a mistyped one would lose money.
  public init(json: String, file: String) throws(VenueDefinitionError) {
    func failure(_ path: String, _ reason: VenueDefinitionError.Reason) -> VenueDefinitionError {
      VenueDefinitionError(file: file, path: path, line: nil, reason: reason)
    }
    let root: JSONNode
    do {
      root = try JSONNode(parsing: json)
    } catch {
      throw failure("", .syntax("this is not JSON: \(error)"))
    }
    guard let members = root.members else {
      throw failure("", .wrongType(found: "no object", expected: "an object"))
    }
    for member in members where !Self.keys.contains(member.name) {
      let nearest = Spelling.nearest(to: member.name, among: Self.keys)
      throw failure(member.name, .unknownKey(member.name, nearest: nearest))
    }
    func text(_ key: String) throws(VenueDefinitionError) -> String {
      guard let node = root[key] else { throw failure("", .missingKey(key)) }
      guard let text = node.text else {
        throw failure(key, .wrongType(found: node.description, expected: "a string"))
      }
      return text
    }
    func addresses(_ key: String) throws(VenueDefinitionError) -> [ContractDefinition] {
      guard let members = root[key]?.members else { throw failure("", .missingKey(key)) }
      return try members.map { member throws(VenueDefinitionError) in
        let path = "\(key).\(member.name)"
        guard let text = member.value.text, let address = Address(text),
          address.description == text
        else {
          throw failure(
            path,
            .notAllowed(
              found: member.value.description, allowed: "an address with its EIP-55 checksum"))
        }
        return ContractDefinition(name: member.name, address: address)
      }
    }
    let version = try text("schema")
    guard version == Self.schema else {
      throw failure("schema", .notAllowed(found: version, allowed: Self.schema))
    }
    let number = try text("chainId")
    guard let chainID = UInt256(number), !chainID.isZero else {
      throw failure("chainId", .notAllowed(found: number, allowed: "a positive number"))
    }
    self.init(
      chain: try text("chain"), chainID: chainID, tokens: try addresses("tokens"),
      contracts: try addresses("contracts"))
  }
}
