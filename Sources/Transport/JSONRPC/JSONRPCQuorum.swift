import JSON

/// Agreement of several endpoints on one answer.
public enum JSONRPCQuorum {
  /// The answer that at least `needed` endpoints gave, compared as values: the order of an
  /// object's members does not matter. `view` takes out what may differ between honest nodes.
  /// - Throws: `JSONRPCFailure.noQuorum`.
  public static func decide(
    _ answers: [JSONRPCValue], needed: Int, view: (JSONNode) -> JSONNode = { $0 }
  ) throws(JSONRPCFailure) -> JSONRPCValue {
    var groups: [(key: JSONNode, value: JSONRPCValue, count: Int)] = []
    for answer in answers {
      guard let node = try? answer.node() else { continue }
      let key = canonical(view(node))
      if let index = groups.firstIndex(where: { $0.key == key }) {
        groups[index].count += 1
      } else {
        groups.append((key, answer, 1))
      }
    }
    let best = groups.max { $0.count < $1.count }
    let rivals = groups.filter { $0.count == best?.count }.count
    guard let best, best.count >= needed, rivals == 1 else {
      throw .noQuorum(agreeing: best?.count ?? 0, needed: needed)
    }
    return best.value
  }

  private static func canonical(_ node: JSONNode) -> JSONNode {
    switch node {
    case .array(let elements): .array(elements.map(canonical))
    case .object(let members):
      .object(
        members.map { JSONMember(name: $0.name, value: canonical($0.value)) }
          .sorted { $0.name < $1.name })
    default: node
    }
  }
}
