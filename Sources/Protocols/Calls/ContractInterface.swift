import Ethereum
import FixedPoint
import JSON

/// A contract's interface, read from its file in `abi/`; every call and every answer goes through
/// it.
public struct ContractInterface: Sendable {
  /// The functions, events and custom errors. Nil when the file is not a JSON ABI, so that every
  /// call throws; a test reads all files.
  public let contract: ABIContract?
  private let functions: [String: ABIFunction]

  /// Reads a JSON ABI.
  public init(json: String) {
    contract = try? ABIContract(JSONNode(parsing: json))
    var functions: [String: ABIFunction] = [:]
    for function in contract?.functions ?? [] {
      if contract?.function(function.name) != nil { functions[function.name] = function }
      functions[function.signature] = function
    }
    self.functions = functions
  }

  /// The function of that name, or of that canonical signature where a name is overloaded.
  /// - Throws: `ABIError.malformedSignature` when the interface has none.
  public func function(_ name: String) throws(ABIError) -> ABIFunction {
    guard let function = functions[name] else { throw .malformedSignature(name) }
    return function
  }

  /// The calldata of a call.
  /// - Throws: `ABIError` when the interface has no such function or a value does not fit.
  public func call(_ name: String, _ values: ABIValue...) throws(ABIError) -> [UInt8] {
    try function(name).encodeCall(values)
  }

  /// The form of a function that is called often and has only arguments of one word.
  public func staticCall(_ name: String) -> Result<ABIStaticCall, ABIError> {
    Result { () throws(ABIError) in try ABIStaticCall(function(name)) }
  }

  /// What a call returned, in the order of the results.
  /// - Throws: `ABIError` when the data are not of these types: an empty answer comes from an
  ///   address without code.
  public func results(of name: String, _ data: [UInt8]) throws(ABIError) -> [ABIValue] {
    try function(name).decodeOutput(data)
  }

  /// The one number a call returned.
  /// - Throws: `ABIError`, also when the result is no unsigned number.
  public func number(of name: String, _ data: [UInt8]) throws(ABIError) -> UInt256 {
    guard let number = try results(of: name, data).first?.unsigned else {
      throw .wrongKind(expected: "uint256")
    }
    return number
  }

  /// The one address a call returned.
  /// - Throws: `ABIError`, also when the result is no address.
  public func address(of name: String, _ data: [UInt8]) throws(ABIError) -> Address {
    guard let address = try results(of: name, data).first?.address else {
      throw .wrongKind(expected: "address")
    }
    return address
  }

  /// All results as numbers.
  /// - Throws: `ABIError`, also when one of them is no unsigned number.
  public func numbers(of name: String, _ data: [UInt8]) throws(ABIError) -> [UInt256] {
    try results(of: name, data).map { value throws(ABIError) in
      guard let number = value.unsigned else { throw .wrongKind(expected: "uint256") }
      return number
    }
  }
}
