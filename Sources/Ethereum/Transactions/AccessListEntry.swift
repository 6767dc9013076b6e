/// An address and storage keys that a transaction declares beforehand (EIP-2930).
public struct AccessListEntry: Hashable, Sendable {
  /// The contract.
  public let address: Address
  /// The storage keys.
  public let storageKeys: [Hash32]

  /// An entry.
  public init(address: Address, storageKeys: [Hash32]) {
    self.address = address
    self.storageKeys = storageKeys
  }
}

extension RLPWriter {
  mutating func append(_ accessList: [AccessListEntry]) {
    let start = beginList()
    for entry in accessList {
      let entryStart = beginList()
      append(entry.address)
      let keysStart = beginList()
      for key in entry.storageKeys { append(key) }
      endList(keysStart)
      endList(entryStart)
    }
    endList(start)
  }
}

extension RLPReader {
  mutating func readAccessList() throws(RLPError) -> [AccessListEntry] {
    var list = try readList()
    var entries: [AccessListEntry] = []
    while !list.isAtEnd {
      var fields = try list.readList()
      let address = try fields.readAddress()
      let keys = try fields.readHashes()
      try fields.finish()
      entries.append(AccessListEntry(address: address, storageKeys: keys))
    }
    return entries
  }

  mutating func readHashes() throws(RLPError) -> [Hash32] {
    var list = try readList()
    var hashes: [Hash32] = []
    while !list.isAtEnd { hashes.append(try list.readHash()) }
    return hashes
  }
}
