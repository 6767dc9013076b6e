import JSON

/// The functions, events and errors of a contract.
public struct ABIContract: Hashable, Sendable {
  /// The functions, overloads included.
  public private(set) var functions: [ABIFunction] = []
  /// The events.
  public private(set) var events: [ABIEvent] = []
  /// The custom errors.
  public private(set) var errors: [ABIErrorDefinition] = []
  /// The constructor's parameters; empty when there is none.
  public private(set) var constructor: [ABIParameter] = []

  /// Reads a JSON ABI: an array of entries, or an object with such an array as its `abi`.
  /// Entries of type `fallback` and `receive` carry nothing to encode and are passed over.
  /// - Throws: `ABIError`.
  public init(_ node: JSONNode) throws(ABIError) {
    guard let entries = node.elements ?? node["abi"]?.elements else {
      throw .malformedSignature("abi")
    }
    for entry in entries {
      switch entry["type"]?.text {
      case "function": functions.append(try ABIFunction(entry))
      case "event": events.append(try ABIEvent(entry))
      case "error": errors.append(try ABIErrorDefinition(entry))
      case "constructor": constructor = try ABIParameter.list(entry["inputs"])
      case "fallback", "receive": continue
      default: throw .malformedSignature(entry["type"]?.text ?? "entry without type")
      }
    }
  }

  /// Reads human-readable lines, each beginning with `function`, `event` or `error`.
  /// - Throws: `ABIError`.
  public init(parsing lines: [String]) throws(ABIError) {
    for line in lines {
      var scanner = ABISignatureScanner(line)
      switch scanner.takeWord() {
      case "function": functions.append(try ABIFunction(parsing: line))
      case "event": events.append(try ABIEvent(parsing: line))
      case "error": errors.append(try ABIErrorDefinition(parsing: line))
      default: throw .malformedSignature(scanner.excerpt)
      }
    }
  }

  /// The function of that name, or of that canonical signature where a name is overloaded; nil if
  /// there is none or the name alone is ambiguous.
  public func function(_ nameOrSignature: String) -> ABIFunction? {
    let found = functions.filter {
      $0.name == nameOrSignature || $0.signature == nameOrSignature
    }
    return found.count == 1 ? found.first : nil
  }

  /// The function whose selector `data` begins with.
  public func function(calledBy data: [UInt8]) -> ABIFunction? {
    guard let selector = FunctionSelector(startOf: data) else { return nil }
    return functions.first { $0.selector == selector }
  }

  /// The event that a log with these topics is of; anonymous events are not guessed.
  public func event(topics: [Hash32]) -> ABIEvent? {
    events.first { !$0.isAnonymous && $0.matches(topics: topics) }
  }
}
