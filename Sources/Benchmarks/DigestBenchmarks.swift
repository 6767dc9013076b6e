import CBenchmarkReference
import Ethereum
import Hashing

/// SHA-256 and Keccak-256 against OpenSSL's assembler, its digest prefetched and its context kept.
/// SHA3-256 is the same permutation as Keccak-256 with another padding.
enum DigestBenchmarks {
  static func run() -> [Measurement] {
    guard reference_has_openssl() != 0 else {
      return [Measurement(name: "keccak-256", ours: .init([]), note: "skipped: no libcrypto.so.3")]
    }
    let keccak = [(32, 1.15), (136, 1.05), (1024, 0), (1 << 20, 0.95)].map { size, goal in
      measure(
        "keccak-256 \(size) B", size, goal: goal, reference: "OpenSSL SHA3-256",
        ours: { Keccak256.hash($0.span) == .zero ? 1 : 0 },
        theirs: reference_sha3_256)
    }
    let sha = [32, 1 << 20].map { size in
      measure(
        "sha-256 \(size) B", size, goal: 0, reference: "OpenSSL SHA-256",
        ours: { UInt64(SHA256.hash($0)[0]) }, theirs: reference_sha256)
    }
    return keccak + sha
  }

  private static func measure(
    _ name: String, _ size: Int, goal: Double, reference: String,
    ours: ([UInt8]) -> UInt64,
    theirs: (UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<UInt8>?) -> Void
  ) -> Measurement {
    var generator = SplitMix(seed: 4)
    let message = (0..<size).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    var digest = [UInt8](repeating: 0, count: 32)
    let batch = max(1, 65_536 / size)
    return Harness.pair(
      name, operations: batch, goal: goal > 0 ? .speed(goal) : .none, reference: reference,
      ours: { for _ in 0..<batch { reference_consume(ours(message)) } },
      theirs: { for _ in 0..<batch { theirs(message, size, &digest) } })
  }
}
