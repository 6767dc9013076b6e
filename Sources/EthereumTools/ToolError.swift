import Ethereum
import EthereumKeys
import JSON
import Protocols

/// Why a request has no answer: a code for programs and a sentence for people.
struct ToolError: Error, Hashable {
  let code: String
  let message: String

  init(_ code: String, _ message: String) {
    self.code = code
    self.message = message
  }

  static func missing(_ name: String) -> ToolError {
    ToolError("missingField", "the request has no '\(name)'")
  }

  static func invalid(_ name: String, _ demand: String) -> ToolError {
    ToolError("invalidField", "'\(name)' \(demand)")
  }

  static func unsupported(_ what: String) -> ToolError {
    ToolError("unsupported", "\(what) is not supported")
  }

  /// The error as a tool's: a typed error's case is its code.
  init(_ error: any Error) {
    switch error {
    case let error as ToolError: self = error
    case let error as JSONNodeError: self.init("malformedJSON", "not JSON: \(error)")
    case MnemonicError.unsupportedWord(let position):
      self.init(
        "unsupported", "word \(position) is not in the English list; no other is supported")
    case NameError.unsupported:
      self.init("unsupported", "names outside ASCII are not supported")
    case TransactionError.encoding(let error): self.init("encoding", "RLP: \(error)")
    case let error as KeystoreError: self.init(Self.name(of: error), "keystore: \(error)")
    case let error as ProtocolMathError: self.init(Self.name(of: error), "arithmetic: \(error)")
    default: self.init(Self.name(of: error), "\(error)")
    }
  }

  /// The name of the enumeration's case.
  private static func name(of error: any Error) -> String {
    String(String(describing: error).prefix { $0.isLetter || $0.isNumber })
  }

  var json: JSONNode {
    .object([
      JSONMember(name: "code", value: .string(code)),
      JSONMember(name: "message", value: .string(message)),
    ])
  }
}
