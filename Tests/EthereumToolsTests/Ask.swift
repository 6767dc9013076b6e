import Ethereum
import EthereumTools
import FixedPoint
import JSON
import Testing

/// Asks a tool by its text interface and reads the answer.
func ask(_ verb: String, _ request: JSONNode) throws -> JSONNode {
  let line = EthereumTools.answer(verb, Array(request.description.utf8))
  #expect(!line.contains("\n"))
  return try JSONNode(parsing: line)
}

func ask(_ verb: String, _ fields: [(String, JSONNode)]) throws -> JSONNode {
  try ask(verb, .object(fields.map { JSONMember(name: $0.0, value: $0.1) }))
}

extension JSONNode {
  var errorCode: String? { self["error"]?["code"]?.text }

  /// The object with members added or replaced.
  func with(_ name: String, _ value: JSONNode) -> JSONNode {
    .object((members ?? []).filter { $0.name != name } + [JSONMember(name: name, value: value)])
  }

  func without(_ name: String) -> JSONNode { .object((members ?? []).filter { $0.name != name }) }

  /// The object with only these members.
  func only(_ names: String...) -> JSONNode {
    .object((members ?? []).filter { names.contains($0.name) })
  }
}

/// Compares fields of an answer with those of a case; numbers by value whatever their form.
func expect(
  _ answer: JSONNode, has names: [String], of expected: JSONNode,
  _ location: SourceLocation = #_sourceLocation
) {
  let label = Comment(rawValue: "\(expected["name"]?.text ?? ""): \(answer)")
  for name in names {
    guard let value = expected[name] else { continue }
    #expect(plain(answer[name]) == plain(value), label, sourceLocation: location)
  }
}

/// Integers by value, text in lower case where it is hexadecimal.
private func plain(_ node: JSONNode?) -> String? {
  switch node {
  case .number(let text): return text
  case .string(let text):
    return text.hasPrefix("0x") ? text.lowercased() : text
  default: return node?.description
  }
}
