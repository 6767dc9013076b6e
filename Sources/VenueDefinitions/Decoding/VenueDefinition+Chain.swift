import Ethereum
import TradingModel

extension VenueDefinition {
  /// Reads the sections of a chain, and the contracts and keys any venue may have.
  mutating func readChain(_ fields: FieldReader) throws(VenueDefinitionError) {
    for element in try fields.elements("tokens") { try readToken(element) }
    if let section = fields.optional("chain") { chain = try chainDefinition(section) }
    if let section = fields.optional("contracts") {
      for (name, value) in try section.pairs() {
        contracts.append(ContractDefinition(name: name, address: try value.address()))
      }
    }
  }

  private mutating func readToken(_ reader: NodeReader) throws(VenueDefinitionError) {
    let fields = try FieldReader(
      reader, keys: ["symbol", "decimals", "address", "peggedTo", "rateOf"])
    let token = TokenDefinition(
      symbol: try fields.text("symbol"), decimals: try fields.integer("decimals", 0...36),
      address: try fields.optionalAddress("address"),
      peggedTo: try fields.optionalText("peggedTo"), rateOf: try fields.optionalText("rateOf"))
    guard token.peggedTo == nil || token.rateOf == nil else {
      throw reader.notAllowed("peggedTo and rateOf", "one of the two")
    }
    for other in tokens {
      if other.symbol == token.symbol { throw reader.error(.duplicate(token.symbol)) }
      if let address = token.address, other.address == address {
        throw try fields.required("address").error(.duplicate(address.checksummed))
      }
    }
    tokens.append(token)
  }

  private func chainDefinition(
    _ reader: NodeReader
  ) throws(VenueDefinitionError) -> ChainDefinition {
    let fields = try FieldReader(
      reader,
      keys: [
        "chainID", "nativeAsset", "wrappedAsset", "blockTimeSeconds", "confirmations", "gasUnits",
      ])
    var gas: [GasUse] = []
    let names = ChainOperation.allCases.map(\.rawValue)
    for (name, value) in try fields.required("gasUnits").pairs() {
      guard let operation = ChainOperation(rawValue: name) else {
        throw value.error(.unknownKey(name, nearest: Spelling.nearest(to: name, among: names)))
      }
      gas.append(GasUse(operation: operation, gasUnits: try value.integer(21_000...60_000_000)))
    }
    for name in names.sorted() where !gas.contains(where: { $0.operation.rawValue == name }) {
      throw try fields.required("gasUnits").error(.missingKey(name))
    }
    let known = tokens.map(\.symbol)
    for key in ["nativeAsset", "wrappedAsset"] {
      let symbol = try fields.text(key)
      guard known.contains(symbol) else {
        let nearest = Spelling.nearest(to: symbol, among: known)
        throw try fields.required(key).error(.unknownName(symbol, nearest: nearest))
      }
    }
    return ChainDefinition(
      chainID: try fields.integer("chainID", 1...Int(Int32.max)),
      nativeAsset: try fields.text("nativeAsset"), wrappedAsset: try fields.text("wrappedAsset"),
      blockTimeSeconds: try fields.integer("blockTimeSeconds", 1...3600),
      confirmations: try fields.integer("confirmations", 1...10_000),
      gasUnits: gas.sorted { $0.operation.rawValue < $1.operation.rawValue })
  }
}
