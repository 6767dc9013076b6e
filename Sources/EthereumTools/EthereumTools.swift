import JSON

/// The tools of `venues eth`: from a verb's name and one request line to one answer line.
///
/// Total: whatever the bytes are, there is an answer, an error among them. Bounded: a line longer
/// than `maximumLength` is refused unread.
public enum EthereumTools {
  /// The longest request line, in bytes.
  public static let maximumLength = 4 << 20

  /// Every verb, in the order of the documentation.
  public static let verbs: [EthereumVerb] =
    HashingVerbs.all + EncodingVerbs.all + ContractVerbs.all + TransactionVerbs.all
    + SignatureVerbs.all + MessageVerbs.all + KeystoreVerbs.all + DerivationVerbs.all
    + NameVerbs.all + FeeVerbs.all + UniswapVerbs.all + AaveVerbs.all + ExecutorVerbs.all
    + UnitVerbs.all

  /// The verb of this name.
  public static func verb(_ name: String) -> EthereumVerb? { verbs.first { $0.name == name } }

  /// Answers one request line: a JSON object, or `{"error":{"code","message"}}`, either with the
  /// request's `id` when it has one.
  public static func answer(_ verb: String, _ line: [UInt8]) -> String {
    var id: JSONNode?
    do {
      guard line.count <= maximumLength else {
        throw ToolError("tooLarge", "a request has at most \(maximumLength) bytes")
      }
      let node = try JSONNode(parsing: line)
      guard node.members != nil else {
        throw ToolError("malformedRequest", "a request is a JSON object")
      }
      id = node["id"]
      guard let verb = Self.verb(verb) else {
        throw ToolError("unknownVerb", "no verb '\(verb.prefix(64))'")
      }
      return text(id, try verb.run(ToolRequest(node)).members)
    } catch {
      return text(id, [JSONMember(name: "error", value: ToolError(error).json)])
    }
  }

  private static func text(_ id: JSONNode?, _ members: [JSONMember]) -> String {
    let echo = id.map { [JSONMember(name: "id", value: $0)] } ?? []
    // A keystore's own identifier is inside its object; no answer has a member of that name.
    return JSONNode.object(echo + members).description
  }
}
