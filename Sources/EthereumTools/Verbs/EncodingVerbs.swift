import Ethereum
import EthereumKeys
import JSON

/// RLP and the contract ABI.
enum EncodingVerbs {
  static let all = [
    EthereumVerb("rlp-encode", "nested arrays of hexadecimal as RLP", ["decoded"]) { request in
      let item = try item(request.value("decoded"), depth: 0)
      return ToolAnswer([("encoded", Hex.encode(try RLP.encode(item)))])
    },
    EthereumVerb("rlp-decode", "RLP as nested arrays of hexadecimal", ["encoded"]) { request in
      var answer = ToolAnswer()
      answer["decoded"] = json(try RLP.decode(request.bytes("encoded", "data")))
      return answer
    },
    EthereumVerb("abi-encode", "values as ABI bytes", ["types", "values..."]) { request in
      let (types, isSingle) = try request.types()
      let encoded = try ABI.encode(types, request.values(types, isSingle: isSingle))
      return ToolAnswer([("encoded", Hex.encode(encoded))])
    },
    EthereumVerb("abi-decode", "ABI bytes as values", ["types", "encoded"]) { request in
      let (types, isSingle) = try request.types()
      let values = try ABI.decode(types, request.bytes("encoded", "data"))
      var answer = ToolAnswer()
      if isSingle, let value = values.first {
        answer["value"] = value.json
      } else {
        answer["values"] = ABIValue.tuple(values).json
      }
      return answer
    },
    EthereumVerb("abi-packed", "values packed without padding", ["types", "values..."]) { request in
      let (types, isSingle) = try request.types()
      let bytes = try ABI.encodePacked(types, request.values(types, isSingle: isSingle))
      // Solidity's ripemd160 gives 20 bytes at the start of a word.
      let short = Digest.ripemd160(bytes) + [UInt8](repeating: 0, count: 12)
      return ToolAnswer([
        ("encoded", Hex.encode(bytes)), ("keccak256", Keccak256.hash(bytes).description),
        ("sha256", Hex.encode(Digest.sha256(bytes))), ("ripemd160", Hex.encode(short)),
      ])
    },
  ]

  private static func item(_ node: JSONNode, depth: Int) throws -> RLPItem {
    guard depth <= RLP.maximumDepth else { throw RLPError.tooDeep }
    if let elements = node.elements {
      return .list(try elements.map { try item($0, depth: depth + 1) })
    }
    guard let bytes = node.text.flatMap({ Hex.decode($0) }) else {
      throw ToolError.invalid("decoded", "holds what is neither hexadecimal nor an array")
    }
    return .bytes(bytes)
  }

  private static func json(_ item: RLPItem) -> JSONNode {
    switch item {
    case .bytes(let bytes): .string(Hex.encode(bytes))
    case .list(let items): .array(items.map(json))
    }
  }
}
