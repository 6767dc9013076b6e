import Ethereum
import EthereumKeys
import FixedPoint
import JSON

/// Hashes, selectors, topics and addresses.
enum HashingVerbs {
  static let all = [
    EthereumVerb("keccak", "Keccak-256 of bytes or text", ["data"]) { request in
      ToolAnswer([("keccak256", Keccak256.hash(try data(request)).description)])
    },
    EthereumVerb("hash", "Keccak-256, SHA-256, SHA-512 and RIPEMD-160", ["data"]) { request in
      let bytes = try data(request)
      return ToolAnswer([
        ("keccak256", Keccak256.hash(bytes).description),
        ("sha256", Hex.encode(Digest.sha256(bytes))), ("sha512", Hex.encode(Digest.sha512(bytes))),
        ("ripemd160", Hex.encode(Digest.ripemd160(bytes))),
      ])
    },
    EthereumVerb("selector", "a function's canonical signature and selector", ["signature"]) {
      request in
      let function = try single(request.functions("signature", "function", "name"))
      return ToolAnswer([
        ("signature", function.signature), ("selector", function.selector.description),
      ])
    },
    EthereumVerb("topic", "an event's canonical signature and first topic", ["event"]) { request in
      let event = try single(request.events("event", "signature", "name"))
      return ToolAnswer([
        ("canonical", event.signature), ("topic0", event.topic.description),
      ])
    },
    EthereumVerb("checksum", "an address with its EIP-55 checksum", ["address"]) { request in
      let address = try request.address("address")
      return ToolAnswer([("address", address.checksummed), ("icap", icap(address))])
    },
    EthereumVerb("address", "the address of a private or public key", ["publicKey?"]) { request in
      let key =
        try request.has("privateKey")
        ? request.privateKey().publicKey() : PublicKey(request.bytes("publicKey"))
      return ToolAnswer([
        ("address", key.address.checksummed), ("icap", icap(key.address)),
        ("publicKey", Hex.encode(key.uncompressed)),
        ("compressedPublicKey", Hex.encode(key.compressed)),
      ])
    },
  ]

  private static func data(_ request: ToolRequest) throws -> [UInt8] {
    request.has("text") ? Array(try request.text("text").utf8) : try request.bytesOrText("data")
  }

  static func single<Definition>(_ definitions: [Definition]) throws -> Definition {
    guard definitions.count == 1, let first = definitions.first else {
      throw ToolError.invalid("signature", "is not one definition")
    }
    return first
  }

  /// The address as an IBAN-like account number (ICAP): `XE`, two check digits, base 36.
  private static func icap(_ address: Address) -> String {
    let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    var value = UInt256(bigEndian: address.bytes) ?? .zero
    var text = ""
    while !value.isZero {
      let (quotient, remainder) = (value / 36, value % 36)
      text = String(digits[Int(exactly: remainder) ?? 0]) + text
      value = quotient
    }
    text = String(repeating: "0", count: max(0, 30 - text.count)) + text
    // ISO 13616: the account, then XE and 00, letters as 10 to 35, modulo 97.
    var sum = 0
    for character in text + "XE00" {
      let digit = digits.firstIndex(of: character) ?? 0
      sum = (sum * (digit < 10 ? 10 : 100) + digit) % 97
    }
    let check = 98 - sum
    return "XE" + (check < 10 ? "0" : "") + String(check) + text
  }
}
