import Ethereum
import FixedPoint
import JSON
import Protocols

/// Permits (EIP-2612): an approval by signature is judged like one by transaction.
extension CallPolicy {
  /// Seconds that a permit may hold at most.
  static let longestPermit: UInt64 = 3_600

  /// Judges the typed data that would be signed, decoded back: nothing but a permit of a listed
  /// token on the pinned chain, of the desk's account to a listed spender, exact, under the spend
  /// cap and soon over. `now` is in Unix seconds.
  /// - Throws: `PolicyViolation` naming the rule.
  public func check(permit node: JSONNode, at now: UInt64) throws(PolicyViolation) {
    let name = "permit"
    let typed: TypedData
    do {
      typed = try TypedData(node)
    } catch {
      throw PolicyViolation(rule: name, message: "the typed data do not decode: \(error)")
    }
    let domain = node["domain"]
    guard let token = domain?["verifyingContract"]?.text.flatMap({ Address($0) }),
      tokens.contains(token)
    else { throw PolicyViolation(rule: "\(name) token", message: "no listed token") }
    guard Self.number(domain?["chainId"]) == UInt256(chainID) else {
      throw PolicyViolation(rule: "\(name) chainID", message: "only \(chainID) is allowed")
    }
    guard let fields = typed.message.elements, fields.count == 5, let owner = fields[0].address,
      let spender = fields[1].address, let amount = fields[2].unsigned,
      let nonce = fields[3].unsigned, let deadline = fields[4].unsigned
    else { throw PolicyViolation(rule: name, message: "another message than a permit's") }
    let expected = try? ERC20.permit(
      domain: TypedDataDomain(
        name: domain?["name"]?.text, version: domain?["version"]?.text,
        chainID: UInt256(chainID), verifyingContract: token),
      owner: owner, spender: spender, amount: amount, nonce: nonce, deadline: deadline)
    guard let expected, (try? expected.digest()) == (try? typed.digest()) else {
      throw PolicyViolation(rule: name, message: "another form than a permit's")
    }
    guard owner == wallet else {
      throw PolicyViolation(rule: "\(name) owner", message: "\(owner) is not the desk's account")
    }
    guard spenders.contains(spender) else {
      throw PolicyViolation(rule: "\(name) spender", message: "\(spender) is no listed spender")
    }
    guard amount < UInt256.one << 160 - 1, amount <= spendCaps[token] ?? .max else {
      throw PolicyViolation(
        rule: "\(name) amount", message: "\(amount) is unlimited or above the spend cap")
    }
    let (latest, overflow) = now.addingReportingOverflow(Self.longestPermit)
    guard !overflow, deadline <= UInt256(latest) else {
      throw PolicyViolation(
        rule: "\(name) deadline", message: "\(deadline); at most \(latest) is allowed")
    }
  }

  private static func number(_ node: JSONNode?) -> UInt256? {
    switch node {
    case .number(let text)?, .string(let text)?: UInt256(text)
    default: nil
    }
  }
}
