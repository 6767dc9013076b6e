import Ethereum
import EthereumKeys
import FixedPoint
import JSON

/// Signatures over digests.
enum SignatureVerbs {
  static let all = [
    EthereumVerb("sign-hash", "a digest signed: RFC 6979, low s", ["hash"]) { request in
      let key = try request.privateKey()
      let publicKey = try key.publicKey()
      var answer = ToolAnswer([
        ("address", publicKey.address.checksummed),
        ("publicKey", Hex.encode(publicKey.uncompressed)),
      ])
      answer.set(try key.sign(request.hash("hash")))
      return answer
    },
    EthereumVerb(
      "recover", "who signed a digest, a message or typed data", ["hash", "signature"]
    ) { request in
      let signature = try request.signature()
      let digest = try digest(request)
      let key = try? PublicKey(recovering: signature, digest: digest)
      var answer = ToolAnswer()
      answer["address"] = key.map { .string($0.address.checksummed) } ?? .null
      answer["publicKey"] = key.map { .string(Hex.encode($0.uncompressed)) } ?? .null
      answer.set("transactionValid", key != nil && signature.isCanonical)
      return answer
    },
    EthereumVerb("verify", "whether a signature is a key's or an address's", [], verify),
  ]

  /// `hash`, or the digest of `message` or `typedData`; `msg` is hashed as other systems do.
  private static func digest(_ request: ToolRequest) throws -> Hash32 {
    if request.has("hash", "digest") { return try request.hash("hash", "digest") }
    if request.has("message") {
      return PersonalMessage.digest(try request.bytesOrText("message"))
    }
    if request.has("typedData") { return try TypedData(request.value("typedData")).digest() }
    guard request.has("msg") else { throw ToolError.missing("hash") }
    let message = try request.bytes("msg")
    let algorithm = request.has("hashAlgorithm") ? try request.text("hashAlgorithm") : "sha256"
    switch algorithm {
    case "sha256": return Hash32(Digest.sha256(message)) ?? .zero
    case "keccak256": return Keccak256.hash(message)
    default: throw ToolError.unsupported("hashAlgorithm '\(algorithm)'")
    }
  }

  /// By `address` (recovering) or by `publicKey` (r and s, or DER). High s is invalid unless
  /// `allowHighS`; `highS` tells it either way.
  @Sendable private static func verify(_ request: ToolRequest) throws -> ToolAnswer {
    let digest = try digest(request)
    let allowed = try request.flag("allowHighS", otherwise: false)
    var answer = ToolAnswer()
    if !request.has("publicKey") {
      let address = try request.address("address")
      let signature = try request.signature()
      let found = try? PublicKey(recovering: signature, digest: digest).address
      answer.set("valid", found == address && (allowed || signature.isCanonical))
      answer.set("highS", signature.s > Signature.groupOrder >> 1)
      return answer
    }
    let key = try PublicKey(request.bytes("publicKey"))
    for encoded in try encodings(request) {
      let strict = key.verifies(encoded, digest: digest)
      let loose = key.verifies(encoded, digest: digest, allowingHighS: true)
      guard loose else { continue }
      answer.set("valid", strict || allowed)
      answer.set("highS", !strict)
      return answer
    }
    answer.set("valid", false)
    answer.set("highS", false)
    return answer
  }

  /// What the bytes may be: DER, or r and s when there are 64 of them.
  private static func encodings(_ request: ToolRequest) throws -> [EncodedSignature] {
    guard request.has("sig", "signature") else {
      let signature = try request.signature()
      return [.compact(signature.r.bigEndianBytes() + signature.s.bigEndianBytes())]
    }
    let bytes = try request.bytes("sig", "signature")
    guard request.has("encoding") else {
      return bytes.count == 64 ? [.compact(bytes), .der(bytes)] : [.der(bytes)]
    }
    switch try request.text("encoding") {
    case "der": return [.der(bytes)]
    case "compact": return [.compact(bytes)]
    case let other: throw ToolError.unsupported("encoding '\(other)'")
    }
  }
}
