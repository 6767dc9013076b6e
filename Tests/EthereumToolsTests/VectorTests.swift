import Ethereum
import EthereumTools
import FixedPoint
import Foundation
import JSON
import TestSupport
import Testing

/// Every shared vector goes through the tools' text interface. Counts are printed by file.
@Suite("Shared vectors through the tools", .enabled(if: Vectors.arePresent))
struct VectorTests {
  private func report(_ topic: String, _ checked: Int, _ note: String = "") {
    print("vectors \(topic): \(checked) cases\(note.isEmpty ? "" : ", \(note)")")
    #expect(checked > 0)
  }

  /// One case asked of one verb: the case itself is the request.
  @Test(arguments: [
    ("keccak", "hash", ["keccak256", "sha256", "sha512", "ripemd160"]),
    ("keccak-lengths", "keccak", ["keccak256"]), ("abi", "abi-encode", ["encoded"]),
    ("packed", "abi-packed", ["keccak256", "sha256", "ripemd160"]),
    ("accounts", "address", ["address", "icap"]), ("eip191", "hash-message", ["hash"]),
    ("eip191", "sign-message", ["hash", "address", "signature"]),
    ("eip712", "hash-typed-data", ["encoded", "digest"]),
    ("eip712-defi", "hash-typed-data", ["domainSeparator", "structHash", "digest"]),
    ("eip712-defi", "sign-typed-data", ["digest", "signature"]),
    ("ecdsa-rfc6979", "sign-hash", ["r", "s", "yParity", "publicKey", "address"]),
    ("ecrecover", "recover", ["address", "transactionValid"]),
    ("base-fee", "base-fee", ["baseFee"]), ("blob-base-fee", "base-fee", ["cancun", "prague"]),
    ("intrinsic-gas", "intrinsic-gas", ["intrinsicGas", "floorGas"]),
    ("uniswap-tick", "tick-math", ["sqrtPriceX96", "tickOut"]),
    ("uniswap-step", "swap-quote", ["next", "amountIn", "amountOut", "feeAmount"]),
    ("uniswap-v2", "swap-quote", ["amountOut", "needIn"]),
    (
      "aave-math", "aave-math",
      ["rayMul", "rayDiv", "wadMul", "wadDiv", "percentMul", "percentDiv", "rayToWad", "wadToRay"]
    ),
    (
      "aave-math-v35", "aave-math",
      [
        "supplyScaled", "withdrawScaled", "aTokenBalanceOfScaled", "borrowScaled", "repayScaled",
        "debtBalanceOfScaled", "percentMulFloor", "percentMulCeil", "percentDivFloor",
        "percentDivCeil",
      ]
    ),
    ("aave-interest", "aave-math", ["linear", "compounded", "apyFromCompoundedYear"]),
    ("aave-rates", "aave-math", ["liquidityRate", "variableBorrowRate"]),
    (
      "aave-account", "aave-math",
      [
        "totalCollateralBase", "totalDebtBase", "avgLtv", "avgThreshold", "availableBorrowsBase",
        "healthFactor",
      ]
    ),
    ("abi-calls", "calldata", ["selector", "calldata"]),
    ("abi-calls", "decode-calldata", ["values"]),
    ("event-logs", "decode-log", ["values"]),
    ("hd-accounts", "hd-derive", ["path", "privateKey", "address"]),
  ])
  func whole(topic: String, verb: String, fields: [String]) throws {
    let cases = try Vectors.cases(topic)
    for node in cases { expect(try ask(verb, node), has: fields, of: node) }
    report("\(topic) (\(verb))", cases.count)
  }

  /// The same with the release told.
  @Test(arguments: [
    ("aave-interest-v34", "3.4", ["compounded"]),
    (
      "aave-account-v35", "3.5",
      [
        "totalCollateralBase", "totalDebtBase", "avgLtv", "avgThreshold", "availableBorrowsBase",
        "healthFactor",
      ]
    ),
  ])
  func releases(topic: String, version: String, fields: [String]) throws {
    let cases = try Vectors.cases(topic)
    for node in cases {
      expect(try ask("aave-math", node.with("version", .string(version))), has: fields, of: node)
    }
    report(topic, cases.count)
  }

  @Test func abiBack() throws {
    let cases = try Vectors.cases("abi")
    for node in cases {
      expect(try ask("abi-decode", node.only("type", "encoded")), has: ["value"], of: node)
    }
    report("abi (abi-decode)", cases.count)
  }

  @Test func refusals() throws {
    let cases = try Vectors.cases("abi-refuse")
    for node in cases {
      #expect(try ask("abi-decode", node).errorCode != nil, "\(node)")
    }
    report("abi-refuse", cases.count)
  }

  @Test func rlp() throws {
    let cases = try Vectors.cases("rlp")
    var refused = 0
    for node in cases {
      let answer = try ask("rlp-decode", node.only("encoded"))
      if node["valid"]?.truth == false {
        #expect(answer.errorCode != nil)
        refused += 1
        continue
      }
      #expect(answer.errorCode == nil, "\(node)")
      let again = try ask("rlp-encode", answer)
      expect(again, has: ["encoded"], of: node)
      expect(answer, has: ["decoded"], of: node)
    }
    report("rlp", cases.count, "\(refused) refused")
  }

  @Test func selectors() throws {
    let cases = try Vectors.cases("selectors")
    for node in cases {
      let isEvent = try node.string("kind") == "event"
      let answer = try ask(isEvent ? "topic" : "selector", node.only("name"))
      expect(answer, has: isEvent ? ["canonical", "topic0"] : ["selector"], of: node)
    }
    report("selectors", cases.count)
  }

  @Test(arguments: ["create", "create2"])
  func contractAddresses(topic: String) throws {
    let cases = try Vectors.cases(topic)
    var count = 0
    for node in cases {
      let answer = try ask(topic + "-address", node)
      for (given, found) in zip(
        try node.member("creates").elements ?? [], answer["creates"]?.elements ?? [])
      {
        expect(found, has: ["address", "initCodeHash"], of: given)
        count += 1
      }
    }
    report(topic, count)
  }

  @Test func names() throws {
    let cases = try Vectors.cases("namehash")
    var (right, refused, unsupported) = (0, 0, 0)
    for node in cases {
      let answer = try ask("namehash", node)
      if answer.errorCode == "unsupported" {
        #expect(try !node.string("ensName").utf8.allSatisfy { $0 < 0x80 })
        unsupported += 1
      } else if node["error"] != nil {
        #expect(answer.errorCode != nil, "\(node)")
        refused += 1
      } else {
        expect(answer, has: ["namehash"], of: node)
        right += 1
      }
    }
    report(
      "namehash", cases.count,
      "\(right) right, \(refused) refused, \(unsupported) outside ASCII refused as unsupported")
  }

  @Test func units() throws {
    let cases = try Vectors.cases("units")
    for node in cases {
      for member in node.members ?? [] {
        if member.name.hasSuffix("_format") {
          let unit = JSONNode.string(String(member.name.dropLast(7)))
          let answer = try ask("from-units", node.only("wei").with("unit", unit))
          #expect(answer["amount"] == member.value)
        } else if !["name", "wei"].contains(member.name) {
          let answer = try ask(
            "to-units", [("amount", member.value), ("unit", .string(member.name))])
          #expect(answer["wei"] == node["wei"], "\(node)")
        }
      }
    }
    report("units", cases.count)
  }

  @Test func swaps() throws {
    let cases = try Vectors.cases("uniswap-swaps")
    var count = 0
    for node in cases {
      let answer = try ask("swap-quote", node)
      let swaps = try node.member("swaps").elements ?? []
      #expect(answer["swaps"]?.elements?.count == swaps.count)
      for (given, found) in zip(swaps, answer["swaps"]?.elements ?? []) {
        expect(found, has: ["result", "sqrtPriceAfter", "ticksCrossed", "tickAfter"], of: given)
        count += 1
      }
    }
    report("uniswap-swaps", cases.count, "\(count) swaps")
  }

  @Test func reverts() throws {
    let cases = try Vectors.cases("revert-data")
    for node in cases {
      let answer = try ask("decode-revert", node)
      expect(answer, has: ["kind", "reason", "code", "signature", "values"], of: node)
    }
    report("revert-data", cases.count)
  }
}
