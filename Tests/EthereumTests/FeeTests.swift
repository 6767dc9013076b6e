import Ethereum
import FixedPoint
import JSON
import TestSupport
import Testing

@Suite("Gas and fees")
struct FeeTests {
  @Test(.enabled(if: Vectors.arePresent))
  func baseFees() throws {
    for node in try Vectors.cases("base-fee") {
      let fields = TransactionFields(node: node)
      let next = BaseFee.next(
        after: try fields.number("parentBaseFee"), gasUsed: try fields.word("parentGasUsed"),
        gasLimit: try fields.word("parentGasLimit"))
      #expect(try next == fields.number("baseFee"))
    }
  }

  @Test(.enabled(if: Vectors.arePresent))
  func blobBaseFees() throws {
    for node in try Vectors.cases("blob-base-fee") {
      let fields = TransactionFields(node: node)
      let excess = try fields.word("excessBlobGas")
      let cancun = BlobBaseFee.fee(excessBlobGas: excess, fraction: BlobBaseFee.cancunFraction)
      let prague = BlobBaseFee.fee(excessBlobGas: excess, fraction: BlobBaseFee.pragueFraction)
      #expect(try cancun == fields.number("cancun"))
      #expect(try prague == fields.number("prague"))
    }
  }

  @Test(.enabled(if: Vectors.arePresent))
  func intrinsicGas() throws {
    for node in try Vectors.cases("intrinsic-gas") {
      let counts = try node.member("accessListKeys").elements ?? []
      let list = try counts.map { count in
        guard case .number(let text) = count, let count = Int(text) else {
          throw MissingMember(name: "accessListKeys")
        }
        return AccessListEntry(
          address: .zero, storageKeys: Array(repeating: .zero, count: count))
      }
      let fields = TransactionFields(node: node)
      let gas = GasRules.prague.intrinsicGas(
        data: try fields.data, isCreation: try node.member("create").truth ?? false,
        accessList: list, authorizations: Int(try fields.word("authorizations")))
      #expect(try gas == fields.word("intrinsicGas"))
      #expect(try GasRules.prague.floorGas(data: fields.data) == fields.word("floorGas"))
    }
  }

  @Test func extremes() {
    #expect(BaseFee.next(after: .max, gasUsed: 2, gasLimit: 2) == nil)
    #expect(BaseFee.next(after: 1, gasUsed: 0, gasLimit: 0) == nil)
    #expect(BaseFee.next(after: 1, gasUsed: 0, gasLimit: .max) == 1)
    #expect(BaseFee.highest(after: 1_000, blocks: 2) == 1_265)
    #expect(BaseFee.highest(after: .max, blocks: 1) == nil)
    #expect(BlobBaseFee.fee(excessBlobGas: .max, fraction: 1) == nil)
    #expect(BlobBaseFee.fee(excessBlobGas: 0, fraction: 1) == 1)
    #expect(GasRules.cancun.floorGas(data: [1]) == 0)
  }
}
