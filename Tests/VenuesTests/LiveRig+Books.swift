import FixedPoint
import Foundation
import Testing

extension LiveRig {
  /// The books' amounts by position.
  func books(_ journal: String) throws -> [String: Decimal18] {
    let result = try VenuesBinary.run(["positions", "--journal", path(journal), "--json"])
    #expect(result.code == 0, "\(result.output) \(result.errors)")
    let root = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let positions = try #require(root?["positions"] as? [[String: Any]])
    var amounts: [String: Decimal18] = [:]
    for position in positions {
      let key = try #require(position["key"] as? String)
      amounts[key] = try #require((position["amount"] as? String).flatMap { Decimal18($0) })
    }
    return amounts
  }

  /// What the books say of the wallet equals the chain's own views, in smallest units, native coins
  /// too.
  func compareBooks(_ journal: String, account: Int) throws {
    let amounts = try books(journal)
    let holder = String(repeating: "0", count: 24) + address(account).dropFirst(2).lowercased()
    for (key, contract, decimals) in [
      ("wallet:BaseToken:WETH", "weth", 18), ("wallet:BaseToken:USDC", "usdc", 6),
      ("wallet:LST:wstETH", "wsteth", 18), ("wallet:BaseToken:stETH", "steth", 18),
    ] {
      let target = try #require(contracts[contract])
      let units = try #require(UInt256("0x" + view(target, "0x70a08231" + holder)))
      let told = amounts[key] ?? .zero
      #expect(UInt256(exactly: told, decimals: decimals) == units, "\(key): \(told) \(units)")
    }
    let multicall = try #require(contracts["multicall3"])
    let coins = try #require(UInt256("0x" + view(multicall, "0x4d2301cc" + holder)))
    let told = amounts["wallet:BaseToken:ETH"] ?? .zero
    #expect(UInt256(exactly: told, decimals: 18) == coins, "ETH: \(told) \(coins)")
  }

  /// A token's balance of an account in smallest units.
  func balance(_ contract: String, of account: Int) throws -> UInt256 {
    let holder = String(repeating: "0", count: 24) + address(account).dropFirst(2).lowercased()
    let target = try #require(contracts[contract])
    return try #require(UInt256("0x" + view(target, "0x70a08231" + holder)))
  }
}
