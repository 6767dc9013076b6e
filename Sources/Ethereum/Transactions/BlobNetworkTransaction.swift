/// A type 3 transaction in the form that `eth_sendRawTransaction` takes: the signed body and the
/// blobs beside it (EIP-4844, EIP-7594). Its hash is the body's.
public struct BlobNetworkTransaction: Hashable, Sendable {
  /// The signed body.
  public let body: SignedTransaction
  /// The blobs.
  public let sidecar: BlobSidecar

  /// Puts a signed type 3 transaction and its blobs together; nil for another type or another
  /// number of blobs.
  public init?(body: SignedTransaction, sidecar: BlobSidecar) {
    guard case .blob(let transaction) = body.transaction,
      transaction.blobVersionedHashes.count == sidecar.blobs.count
    else { return nil }
    self.body = body
    self.sidecar = sidecar
  }

  /// The bytes to broadcast: 0x03 and rlp([body, blobs, commitments, proofs]), with a 1 behind the
  /// body for cell proofs.
  public var rawBytes: [UInt8] {
    let size = sidecar.blobs.count * (BlobSidecar.blobSize + 7_000) + body.rawBytes.count + 16
    var writer = RLPWriter(prefix: [BlobTransaction.typeByte], capacity: size)
    let start = writer.beginList()
    writer.append(encodedItem: body.rawBytes.dropFirst())
    if sidecar.version == .cellProofs { writer.append(UInt64(1)) }
    for strings in [sidecar.blobs, sidecar.commitments, sidecar.proofs] {
      let listStart = writer.beginList()
      for string in strings { writer.append(string) }
      writer.endList(listStart)
    }
    writer.endList(start)
    return writer.bytes
  }

  /// Reads the bytes of a broadcast.
  /// - Throws: `TransactionError`.
  public init(decoding bytes: [UInt8]) throws(TransactionError) {
    guard let first = bytes.first else { throw .empty }
    guard first == BlobTransaction.typeByte else { throw .unsupportedType(first) }
    let parts: Parts
    do throws(RLPError) {
      parts = try Parts(bytes)
    } catch {
      throw .encoding(error)
    }
    let version = parts.isCellProofs ? BlobSidecar.Version.cellProofs : .blobProofs
    let body = try SignedTransaction(decoding: [BlobTransaction.typeByte] + parts.body)
    guard
      let sidecar = BlobSidecar(
        version: version, blobs: parts.lists[0], commitments: parts.lists[1],
        proofs: parts.lists[2]),
      let whole = BlobNetworkTransaction(body: body, sidecar: sidecar)
    else { throw .invalidSidecar }
    self = whole
  }
}

extension BlobNetworkTransaction {
  /// The members of the outer list.
  private struct Parts {
    let body: ArraySlice<UInt8>
    let isCellProofs: Bool
    let lists: [[[UInt8]]]

    init(_ bytes: [UInt8]) throws(RLPError) {
      var outer = RLPReader(bytes, from: 1)
      var reader = try outer.readList()
      try outer.finish()
      guard try reader.nextIsList() else { throw .expectedList }
      body = try reader.readEncodedItem()
      isCellProofs = try !reader.nextIsList()
      if isCellProofs, try reader.readUInt64() != 1 { throw .integerTooLarge }
      var lists: [[[UInt8]]] = []
      for _ in 0..<3 {
        var list = try reader.readList()
        var strings: [[UInt8]] = []
        while !list.isAtEnd { strings.append(try list.readBytes()) }
        lists.append(strings)
      }
      try reader.finish()
      self.lists = lists
    }
  }
}
