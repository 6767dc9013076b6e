import EthereumKeys
import JSON
import Secrets

/// Makes a request of what people type behind a verb.
public enum EthereumArguments {
  /// Why no request could be made, for people.
  public struct Refusal: Error, Hashable, Sendable {
    /// The sentence.
    public let message: String
  }

  /// The request line of arguments in the verb's order and of named fields.
  ///
  /// An argument that begins with `[` or `{` is JSON, any other is text. Secrets are refused unless
  /// they are references (`env:NAME`, `file:PATH`): arguments are visible to every process.
  /// - Throws: `Refusal`.
  public static func request(
    _ verb: EthereumVerb, _ arguments: [String], fields: [(name: String, value: String)] = []
  ) throws(Refusal) -> [UInt8] {
    var members: [JSONMember] = []
    var rest = arguments[...]
    for argument in verb.arguments {
      let isOptional = argument.hasSuffix("?")
      let takesAll = argument.contains("...")
      let name = String(argument.prefix { $0.isLetter || $0.isNumber })
      if takesAll {
        if rest.isEmpty && isOptional { break }
        // One array stands for all the values.
        let isArray = rest.count == 1 && rest.first?.hasPrefix("[") == true
        let values = try rest.map { (text) throws(Refusal) in try value(text) }
        members.append(JSONMember(name: name, value: isArray ? values[0] : .array(values)))
        rest = []
      } else if let text = rest.popFirst() {
        members.append(JSONMember(name: name, value: try value(text)))
      } else if !isOptional, !fields.contains(where: { $0.name == name }), !arguments.isEmpty {
        throw Refusal(message: "'\(name)' is missing: \(usage(verb))")
      }
    }
    guard rest.isEmpty else { throw Refusal(message: "too many arguments: \(usage(verb))") }
    for field in fields {
      members.append(JSONMember(name: field.name, value: try value(field.value)))
    }
    if let secret = members.first(where: { isBareSecret($0) }) {
      throw Refusal(
        message: "'\(secret.name)' is secret: give env:NAME or file:PATH, or the request on stdin")
    }
    return Array(JSONNode.object(members).description.utf8)
  }

  /// A verb and its arguments.
  public static func usage(_ verb: EthereumVerb) -> String {
    let arguments = verb.arguments.map { argument in
      let name = argument.filter { $0 != "?" }
      return argument.hasSuffix("?") ? "[\(name)]" : name
    }
    return ([verb.name] + arguments).joined(separator: " ")
  }

  private static func value(_ text: String) throws(Refusal) -> JSONNode {
    guard text.hasPrefix("[") || text.hasPrefix("{") else { return .string(text) }
    do {
      return try JSONNode(parsing: text)
    } catch {
      throw Refusal(message: "an argument that begins with '\(text.prefix(1))' must be JSON")
    }
  }

  private static func isBareSecret(_ member: JSONMember) -> Bool {
    guard ToolRequest.secretNames.contains(member.name) else {
      return (member.value.members ?? []).contains { isBareSecret($0) }
    }
    return member.value.text.flatMap { SecretReference($0) } == nil
  }
}
