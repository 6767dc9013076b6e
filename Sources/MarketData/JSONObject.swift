/// A JSON object whose members keep the order they were added in.
struct JSONObject {
  private var members: [(name: String, value: JSONValue)] = []

  mutating func add(_ name: String, _ value: JSONValue) { members.append((name, value)) }

  var rendered: String {
    "{" + members.map { JSONValue.quoted($0.name) + ":" + $0.value.rendered }.joined(separator: ",")
      + "}"
  }
}
