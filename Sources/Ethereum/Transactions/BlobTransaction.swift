import FixedPoint

/// A transaction of type 3: one that refers to blobs (EIP-4844). This is the body that is signed
/// and hashed; the blobs travel beside it in a `BlobNetworkTransaction`.
public struct BlobTransaction: Hashable, Sendable {
  /// The chain.
  public var chainID: UInt64
  /// The sender's transaction count.
  public var nonce: UInt64
  /// The most wei a unit of gas that the block's producer gets above the base fee.
  public var maxPriorityFeePerGas: UInt256
  /// The most wei a unit of gas, base fee included.
  public var maxFeePerGas: UInt256
  /// The most gas it may use.
  public var gasLimit: UInt64
  /// The called account; this type cannot create a contract.
  public var to: Address
  /// Wei sent along.
  public var value: UInt256
  /// Calldata.
  public var data: [UInt8]
  /// Addresses and storage keys declared beforehand.
  public var accessList: [AccessListEntry]
  /// The most wei a unit of blob gas.
  public var maxFeePerBlobGas: UInt256
  /// The versioned hashes of the blobs.
  public var blobVersionedHashes: [Hash32]

  /// A transaction of type 3.
  public init(
    chainID: UInt64, nonce: UInt64, maxPriorityFeePerGas: UInt256, maxFeePerGas: UInt256,
    gasLimit: UInt64, to: Address, value: UInt256, data: [UInt8],
    accessList: [AccessListEntry], maxFeePerBlobGas: UInt256, blobVersionedHashes: [Hash32]
  ) {
    self.chainID = chainID
    self.nonce = nonce
    self.maxPriorityFeePerGas = maxPriorityFeePerGas
    self.maxFeePerGas = maxFeePerGas
    self.gasLimit = gasLimit
    self.to = to
    self.value = value
    self.data = data
    self.accessList = accessList
    self.maxFeePerBlobGas = maxFeePerBlobGas
    self.blobVersionedHashes = blobVersionedHashes
  }
}

extension BlobTransaction: TypedTransaction {
  static var typeByte: UInt8 { 3 }

  func appendFields(to writer: inout RLPWriter) {
    writer.append(chainID)
    writer.append(nonce)
    writer.append(maxPriorityFeePerGas)
    writer.append(maxFeePerGas)
    writer.append(gasLimit)
    writer.append(to)
    writer.append(value)
    writer.append(data)
    writer.append(accessList)
    writer.append(maxFeePerBlobGas)
    writer.append(blobVersionedHashes)
  }

  init(fields reader: inout RLPReader) throws(RLPError) {
    self.init(
      chainID: try reader.readUInt64(), nonce: try reader.readUInt64(),
      maxPriorityFeePerGas: try reader.readUInt256(), maxFeePerGas: try reader.readUInt256(),
      gasLimit: try reader.readUInt64(), to: try reader.readAddress(),
      value: try reader.readUInt256(), data: try reader.readBytes(),
      accessList: try reader.readAccessList(), maxFeePerBlobGas: try reader.readUInt256(),
      blobVersionedHashes: try reader.readHashes())
  }
}
