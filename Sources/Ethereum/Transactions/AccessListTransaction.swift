import FixedPoint

/// A transaction of type 1: a gas price and an access list (EIP-2930).
public struct AccessListTransaction: Hashable, Sendable {
  /// The chain.
  public var chainID: UInt64
  /// The sender's transaction count.
  public var nonce: UInt64
  /// Wei a unit of gas.
  public var gasPrice: UInt256
  /// The most gas it may use.
  public var gasLimit: UInt64
  /// The called account; nil to create a contract.
  public var to: Address?
  /// Wei sent along.
  public var value: UInt256
  /// Calldata, or init code.
  public var data: [UInt8]
  /// Addresses and storage keys declared beforehand.
  public var accessList: [AccessListEntry]

  /// A transaction of type 1.
  public init(
    chainID: UInt64, nonce: UInt64, gasPrice: UInt256, gasLimit: UInt64, to: Address?,
    value: UInt256, data: [UInt8], accessList: [AccessListEntry]
  ) {
    self.chainID = chainID
    self.nonce = nonce
    self.gasPrice = gasPrice
    self.gasLimit = gasLimit
    self.to = to
    self.value = value
    self.data = data
    self.accessList = accessList
  }
}

extension AccessListTransaction: TypedTransaction {
  static var typeByte: UInt8 { 1 }

  func appendFields(to writer: inout RLPWriter) {
    writer.append(chainID)
    writer.append(nonce)
    writer.append(gasPrice)
    writer.append(gasLimit)
    writer.append(to)
    writer.append(value)
    writer.append(data)
    writer.append(accessList)
  }

  init(fields reader: inout RLPReader) throws(RLPError) {
    self.init(
      chainID: try reader.readUInt64(), nonce: try reader.readUInt64(),
      gasPrice: try reader.readUInt256(), gasLimit: try reader.readUInt64(),
      to: try reader.readOptionalAddress(), value: try reader.readUInt256(),
      data: try reader.readBytes(), accessList: try reader.readAccessList())
  }
}
