import Ethereum
import JSON
import Transport

/// Why a node gave nothing that can be used. Reads only: what became of a broadcast is told by
/// `BroadcastAnswer`.
public enum NodeError: Error, Hashable, Sendable {
  /// The call reverted: what it said.
  case reverted(RevertReason)
  /// The node answered with an error.
  case refused(code: Int64, message: String)
  /// No endpoint answered, or too few agreed.
  case unavailable(JSONRPCFailure)
  /// The answer is not what the method promises.
  case malformed(method: String)

  init(_ failure: JSONRPCFailure, errors: [ABIErrorDefinition] = []) {
    switch failure {
    case let overload where overload.isOverload: self = .unavailable(overload)
    case .refused(let code, let message, let data):
      // Code 3 with data is a revert (go-ethereum); others say it in words.
      let bytes = data?.text.flatMap { Hex.decodePrefixed($0) }
      if code == 3 || message.lowercased().contains("revert") {
        self = .reverted(RevertReason(bytes ?? [], errors: errors))
      } else {
        self = .refused(code: code, message: message)
      }
    default: self = .unavailable(failure)
    }
  }
}
