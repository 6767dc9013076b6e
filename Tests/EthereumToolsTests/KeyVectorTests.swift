import Ethereum
import EthereumTools
import FixedPoint
import Foundation
import JSON
import TestSupport
import Testing

/// The shared vectors that need keys: transactions, signatures, keystores, phrases.
@Suite("Shared key vectors through the tools", .enabled(if: Vectors.arePresent))
struct KeyVectorTests {
  private func report(_ topic: String, _ checked: Int, _ note: String = "") {
    print("vectors \(topic): \(checked) cases\(note.isEmpty ? "" : ", \(note)")")
    #expect(checked > 0)
  }

  @Test func signedTransactions() throws {
    let cases = try Vectors.cases("tx-sign")
    var count = 0
    for node in cases {
      for (form, type) in [
        ("Legacy", 0), ("Eip155", 0), ("Berlin", 1), ("London", 2), ("Cancun", 3),
      ] {
        guard let raw = node["signed" + form] else { continue }
        var fields = try node.member("transaction").with("type", .number(String(type)))
        if form == "Legacy" { fields = fields.without("chainId") }
        let answer = try ask(
          "sign-tx",
          [("transaction", fields), ("privateKey", try node.member("privateKey"))])
        #expect(answer["raw"] == raw, "\(form) \(node["name"]?.text ?? "") \(answer)")
        #expect(answer["unsigned"] == node["unsigned" + form])
        let signature = try node.member("signature" + form)
        for name in ["r", "s"] {
          #expect(try UInt256(answer.string(name)) == UInt256(signature.string(name)))
        }
        let decoded = try ask("decode-tx", [("raw", raw)])
        #expect(decoded["sender"]?.text == answer["address"]?.text?.lowercased())
        count += 1
      }
    }
    report("tx-sign", cases.count, "\(count) transactions")
  }

  @Test func everyType() throws {
    let cases = try Vectors.cases("tx-all-types")
    for node in cases {
      let answer = try ask("sign-tx", node.only("tx", "privateKey"))
      expect(answer, has: ["raw", "hash", "r", "s", "v", "address"], of: node)
      let decoded = try ask("decode-tx", node.only("raw"))
      expect(decoded, has: ["hash", "address", "r", "s", "v"], of: node)
      let fields = try node.member("tx")
      let found = decoded["transaction"] ?? .null
      expect(
        found,
        has: [
          "nonce", "gas", "value", "data", "chainId", "to", "gasPrice", "maxFeePerGas",
          "maxPriorityFeePerGas",
        ], of: fields)
      let signers = fields["authorizationList"]?.elements?.map { $0["authority"] }
      #expect(found["authorizationList"]?.elements?.map { $0["authority"] } == signers)
      // Unsigned authorisations are signed by the keys beside them.
      if let list = fields["authorizationList"]?.elements {
        let bare = list.map { $0.without("r").without("s").without("yParity") }
        let again = try ask(
          "sign-tx",
          node.only("privateKey").with("tx", fields.with("authorizationList", .array(bare))))
        expect(again, has: ["raw"], of: node)
      }
    }
    report("tx-all-types", cases.count)
  }

  @Test func referenceClientVerdicts() throws {
    let cases = try Vectors.cases("tx-decode")
    var refused = 0
    for node in cases {
      let answer = try ask("decode-tx", node)
      if node["error"] != nil {
        #expect(answer.errorCode != nil, "\(node["name"]?.text ?? "")")
        refused += 1
      } else {
        expect(answer, has: ["hash", "sender"], of: node)
        let gas = UInt256(try node.string("intrinsicGas"))
        #expect(try UInt256(answer.string("intrinsicGas")) == gas)
      }
    }
    report("tx-decode", cases.count, "\(refused) refused")
  }

  @Test func wycheproof() throws {
    let cases = try Vectors.cases("ecdsa")
    var high = 0
    for node in cases {
      let answer = try ask("verify", node)
      let isHigh = node["highS"]?.truth == true
      let isValid = try node.string("result") == "valid"
      #expect(answer["valid"]?.truth == (isValid && !isHigh), "\(node)")
      guard isHigh else { continue }
      let loose = try ask("verify", node.with("allowHighS", .bool(true)))
      #expect(loose["valid"]?.truth == isValid)
      #expect(!isValid || answer["highS"]?.truth == true)
      high += 1
    }
    report("ecdsa", cases.count, "\(high) with high s valid only when allowed")
  }

  @Test func foreignKeystores() throws {
    let cases = try Vectors.cases("keystore")
    for node in cases {
      let answer = try ask("keystore-decrypt", node)
      expect(answer, has: ["address"], of: node)
      guard let key = node["privateKey"]?.text else { continue }
      #expect(answer["privateKey"]?.text == (key.hasPrefix("0x") ? key : "0x" + key))
    }
    report("keystore", cases.count)
  }

  @Test func ownKeystores() throws {
    let cases = try Vectors.cases("keystore-v3")
    for node in cases {
      let answer = try ask("keystore-decrypt", node)
      if node["mustRefuse"]?.truth == true {
        #expect(answer.errorCode == "wrongPassword")
        continue
      }
      expect(answer, has: ["privateKey", "address"], of: node)
      let wrong = try ask(
        "keystore-decrypt", node.with("password", try node.member("wrongPassword")))
      #expect(wrong.errorCode == "wrongPassword")
      // Encrypting the key with the file's own parameters gives the file's own ciphertext.
      let crypto = try node.member("json").member("crypto")
      let parameters = try crypto.member("kdfparams")
      var request: [(String, JSONNode)] = (parameters.members ?? []).map { ($0.name, $0.value) }
      request += [
        ("privateKey", try node.member("privateKey")), ("password", try node.member("password")),
        ("kdf", try crypto.member("kdf")), ("iv", try crypto.member("cipherparams").member("iv")),
      ]
      let made = try ask("keystore-new", request)["json"]?["crypto"]
      #expect(made?["ciphertext"] == crypto["ciphertext"])
      #expect(made?["mac"] == crypto["mac"])
    }
    report("keystore-v3", cases.count)
  }

  @Test func derivedKeys() throws {
    let cases = try Vectors.cases("kdf")
    for node in cases {
      let answer = try ask("kdf", node)
      for name in ["pbkdf2", "scrypt"] {
        expect(answer[name] ?? .null, has: ["key"], of: try node.member(name))
      }
    }
    report("kdf", cases.count)
  }

  @Test func phrases() throws {
    let cases = try Vectors.cases("hd")
    var (right, unsupported) = (0, 0)
    for node in cases {
      let answer = try ask("mnemonic", node.only("phrase", "password"))
      let isEnglish = try node.string("locale") == "en"
      if answer.errorCode == "unsupported" {
        #expect(!isEnglish, "\(node)")
        unsupported += 1
        continue
      }
      #expect(isEnglish)
      expect(answer, has: ["entropy", "seed"], of: node)
      let phrase = try ask("mnemonic", node.only("entropy"))["mnemonic"]?.text
      #expect(phrase.map { Hex.encode($0.utf8) } == node["phrase"]?.text)
      right += 1
      for expected in node["nodes"]?.elements ?? [] {
        let derived = try ask(
          "hd-derive", node.only("phrase", "password").with("path", try expected.member("path")))
        expect(
          derived, has: ["path", "privateKey", "publicKey", "chainCode", "xpriv", "xpub"],
          of: expected)
      }
      if let root = node["xprv"] {
        let derived = try ask("hd-derive", node.only("seed").with("path", .string("m")))
        #expect(derived["xpriv"] == root)
      }
    }
    report(
      "hd", cases.count, "\(right) right, \(unsupported) not English and refused as unsupported")
  }

  /// No file of the folder is left out but the exchanges' payloads.
  @Test func everyFileIsAsked() throws {
    let folder = try #require(Vectors.directory)
    let sources = try ["VectorTests.swift", "KeyVectorTests.swift"].map { name in
      let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent(name)
      return try String(contentsOf: file, encoding: .utf8)
    }.joined()
    for file in try FileManager.default.contentsOfDirectory(atPath: folder)
    where file.hasSuffix(".json") && file != "cex-recorded-payloads.json" {
      #expect(sources.contains("\"\(file.dropLast(5))\""), "\(file)")
    }
  }
}
