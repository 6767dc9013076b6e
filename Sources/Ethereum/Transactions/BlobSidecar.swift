/// The blobs of a type 3 transaction with their commitments and proofs. That they belong together
/// takes KZG arithmetic and SHA-256, which this module does not have; only the counts and lengths
/// are checked here.
public struct BlobSidecar: Hashable, Sendable {
  /// The kind of proofs.
  public enum Version: UInt8, Hashable, Sendable {
    /// One proof a blob (EIP-4844), until Osaka.
    case blobProofs = 0
    /// 128 cell proofs a blob (EIP-7594), from Osaka on.
    case cellProofs = 1

    /// The number of proofs of each blob.
    public var proofsPerBlob: Int { self == .blobProofs ? 1 : 128 }
  }

  /// The bytes of a blob.
  public static let blobSize = 131_072
  /// The bytes of a commitment and of a proof.
  public static let pointSize = 48

  /// The kind of proofs.
  public let version: Version
  /// The blobs, 131,072 bytes each.
  public let blobs: [[UInt8]]
  /// The commitments, 48 bytes each, one a blob.
  public let commitments: [[UInt8]]
  /// The proofs, 48 bytes each, as many as the version wants.
  public let proofs: [[UInt8]]

  /// A sidecar; nil when counts or lengths do not fit.
  public init?(version: Version, blobs: [[UInt8]], commitments: [[UInt8]], proofs: [[UInt8]]) {
    guard commitments.count == blobs.count,
      proofs.count == blobs.count * version.proofsPerBlob,
      blobs.allSatisfy({ $0.count == Self.blobSize }),
      (commitments + proofs).allSatisfy({ $0.count == Self.pointSize })
    else { return nil }
    self.version = version
    self.blobs = blobs
    self.commitments = commitments
    self.proofs = proofs
  }
}
