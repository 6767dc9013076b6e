import Ethereum
import FixedPoint

/// Many reads in one call, all of the same block (mds1/multicall3).
public enum Multicall3 {
  /// `abi/multicall3.json`
  public static let interface = ContractInterface(json: EmbeddedABI.multicall3)

  /// `aggregate3(calls)` in which each call may fail by itself.
  public static func aggregate(
    _ calls: [(target: Address, data: [UInt8])]
  ) throws(ABIError) -> [UInt8] {
    try interface.call(
      "aggregate3",
      .array(calls.map { .tuple([.address($0.target), .bool(true), .bytes($0.data)]) }))
  }

  /// What each call returned; nil where it reverted.
  /// - Throws: `ABIError`, also when the number of results is not `count`.
  public static func results(_ data: [UInt8], count: Int) throws(ABIError) -> [[UInt8]?] {
    guard let entries = try interface.results(of: "aggregate3", data).first?.elements else {
      throw .wrongKind(expected: "(bool,bytes)[]")
    }
    guard entries.count == count else { throw .wrongCount(expected: count, found: entries.count) }
    return try entries.map { entry throws(ABIError) in
      guard let parts = entry.elements, parts.count == 2, let succeeded = parts[0].truth,
        let returned = parts[1].byteString
      else { throw .wrongKind(expected: "(bool,bytes)") }
      return succeeded ? returned : nil
    }
  }
}
