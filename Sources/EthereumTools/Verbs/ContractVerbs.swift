import Ethereum
import FixedPoint
import JSON

/// Calldata, logs and revert data.
enum ContractVerbs {
  static let all = [
    EthereumVerb("calldata", "a call's bytes", ["signature", "values..."]) { request in
      let function = try HashingVerbs.single(request.functions("signature", "function"))
      let values = try ABIValue(request.value("values"), as: .tuple(function.inputs)).elements
      return ToolAnswer([
        ("selector", function.selector.description),
        ("calldata", Hex.encode(try function.encodeCall(values ?? []))),
      ])
    },
    EthereumVerb("decode-calldata", "a call's values", ["signature", "calldata"]) { request in
      let data = try request.bytes("calldata", "data")
      let functions = try request.functions("signature", "function", "abi")
      guard let selector = FunctionSelector(startOf: data) else { throw ABIError.truncated }
      guard let function = functions.first(where: { $0.selector == selector }) else {
        throw ABIError.selectorMismatch
      }
      var answer = ToolAnswer([
        ("signature", function.signature), ("selector", function.selector.description),
      ])
      let values = try function.decodeCall(data)
      answer["values"] = ABIValue.tuple(values).json
      answer["arguments"] = named(function.inputs, values)
      return answer
    },
    EthereumVerb("decode-log", "a log's values", ["event", "topics", "data"]) { request in
      let topics = try request.list("topics").map { node in
        guard let topic = node.text.flatMap({ Hash32($0) }) else {
          throw ToolError.invalid("topics", "has what is not 32 bytes")
        }
        return topic
      }
      let events = try request.events("event", "signature", "abi")
      let fitting = events.first { $0.matches(topics: topics) } ?? events.first
      guard let event = fitting else { throw ToolError.missing("event") }
      let values = try event.decode(topics: topics, data: request.bytes("data"))
      var answer = ToolAnswer([("canonical", event.signature)])
      answer["values"] = ABIValue.tuple(values).json
      answer["arguments"] = named(event.inputs, values)
      return answer
    },
    EthereumVerb("decode-revert", "what a revert said", ["data", "errors...?"]) { request in
      let errors =
        request.has("errors", "signature", "abi")
        ? try request.errors("errors", "signature", "abi") : []
      return describe(RevertReason(try request.bytes("data"), errors: errors))
    },
  ]

  private static func describe(_ reason: RevertReason) -> ToolAnswer {
    switch reason {
    case .empty: return ToolAnswer([("kind", "Empty")])
    case .error(let text): return ToolAnswer([("kind", "Error"), ("reason", text)])
    case .unknown(let data): return ToolAnswer([("kind", "Unknown"), ("data", Hex.encode(data))])
    case .panic(let code):
      var answer = ToolAnswer([("kind", "Panic")])
      answer["code"] = .number(code.description)
      answer["meaning"] = RevertReason.meaning(ofPanic: code).map { .string($0) }
      return answer
    case .custom(let definition, let values):
      var answer = ToolAnswer([("kind", "Custom"), ("signature", definition.signature)])
      answer["values"] = ABIValue.tuple(values).json
      answer["arguments"] = named(definition.inputs, values)
      return answer
    }
  }

  /// The values by name; nil when a parameter has none or two have the same.
  private static func named(_ inputs: [ABIParameter], _ values: [ABIValue]) -> JSONNode? {
    let names = inputs.map(\.name)
    guard !names.isEmpty, !names.contains(""), Set(names).count == names.count else { return nil }
    return .object(zip(names, values).map { JSONMember(name: $0, value: $1.json) })
  }
}
