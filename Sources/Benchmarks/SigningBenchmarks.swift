import CBenchmarkReference
import Ethereum
import EthereumKeys
import FixedPoint

/// Signing, recovery and whole EIP-1559 transactions against a bare C loop over libsecp256k1.
enum SigningBenchmarks {
  private static let count = 200

  static func run() -> [Measurement] {
    let secret = [UInt8](repeating: 0x46, count: 32)
    guard reference_has_secp256k1() != 0, let key = try? PrivateKey(copying: secret) else {
      return [Measurement(name: "signing", ours: .init([]), note: "skipped: no libsecp256k1")]
    }
    var digests: [Hash32] = []
    var digest = Keccak256.hash(utf8: "signing")
    for _ in 0..<count {
      digests.append(digest)
      digest = Keccak256.hash(digest.bytes)
    }
    let flat = digests.flatMap(\.bytes)
    var theirs = [UInt8](repeating: 0, count: 65 * count)
    reference_sign(flat, secret, &theirs, count)
    var signatures: [Signature] = []
    for digest in digests {
      if let signature = try? key.sign(digest) { signatures.append(signature) }
    }
    let bytes = signatures.flatMap { signature -> [UInt8] in
      let parity: UInt8 = signature.yParity ? 1 : 0
      return signature.r.bigEndianBytes() + signature.s.bigEndianBytes() + [parity]
    }
    var sign = Harness.pair(
      "sign a digest", operations: count, goal: .speed(0.98), reference: "bare C loop",
      ours: {
        for digest in digests {
          if let made = try? key.sign(digest) { reference_consume(made.yParity ? 1 : 0) }
        }
      }, theirs: { reference_sign(flat, secret, &theirs, count) })
    sign.note = bytes == theirs ? "equal signatures" : "SIGNATURES DIFFER"
    let recover = Harness.pair(
      "recover a key", operations: count, goal: .speed(0.98), reference: "bare C loop",
      ours: {
        for (digest, signature) in zip(digests, signatures) {
          let found = try? PublicKey(recovering: signature, digest: digest)
          reference_consume(found.map { UInt64(truncatingIfNeeded: $0.x.low) } ?? 0)
        }
      }, theirs: { reference_consume(reference_recover(flat, bytes, count)) })
    let transactions = self.transactions(to: Address(lowBytesOf: digest))
    let whole = Harness.pair(
      "sign an EIP-1559 transaction", operations: count, goal: .speed(0.95),
      reference: "bare C signature",
      ours: {
        for transaction in transactions {
          let signed = try? SignedTransaction(signing: transaction) {
            (digest) throws(KeyError) in try key.sign(digest)
          }
          reference_consume(UInt64(signed?.rawBytes.count ?? 0))
        }
      }, theirs: { reference_sign(flat, secret, &theirs, count) })
    return [sign, recover, whole]
  }

  /// Token transfers, one after another: encode, hash, sign, encode and hash is what is measured.
  private static func transactions(to contract: Address) -> [Transaction] {
    (0..<count).map { index in
      .feeMarket(
        FeeMarketTransaction(
          chainID: 1, nonce: UInt64(1_000 + index), maxPriorityFeePerGas: 1_000_000_000,
          maxFeePerGas: 30_000_000_000, gasLimit: 200_000, to: contract, value: .zero,
          data: [UInt8](repeating: UInt8(index), count: 68), accessList: []))
    }
  }
}
