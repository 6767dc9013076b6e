/// The hash of a name of the Ethereum Name Service (ENSIP-1), for names whose normal form
/// (ENSIP-15) can be found within ASCII.
public enum NameHash {
  /// The node of `name`: the zero hash for the empty name. Upper case letters are lowered, an
  /// apostrophe becomes U+2019 as ENSIP-15 maps it.
  /// - Throws: `NameError`.
  public static func hash(_ name: some StringProtocol) throws(NameError) -> Hash32 {
    var node = Hash32.zero
    for label in try labels(name).reversed() {
      node = Keccak256.hash(node.bytes + Keccak256.hash(label).bytes)
    }
    return node
  }

  /// The normal form of `name`.
  /// - Throws: `NameError`.
  public static func normalize(_ name: some StringProtocol) throws(NameError) -> String {
    try labels(name).map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
  }

  /// The UTF-8 bytes of the normalised labels.
  private static func labels(_ name: some StringProtocol) throws(NameError) -> [[UInt8]] {
    let bytes = Array(name.utf8)
    guard !bytes.isEmpty else { return [] }
    for byte in bytes where byte >= 0x80 { throw .unsupported }
    var labels: [[UInt8]] = []
    for label in bytes.split(separator: 0x2e, omittingEmptySubsequences: false) {
      labels.append(try normalize(label: Array(label)))
    }
    return labels
  }

  private static func normalize(label: [UInt8]) throws(NameError) -> [UInt8] {
    guard !label.isEmpty else { throw .emptyLabel }
    let apostrophe = UInt8(ascii: "'")
    var normal: [UInt8] = []
    for byte in label {
      switch byte {
      case 0x41...0x5a: normal.append(byte + 0x20)
      case 0x61...0x7a, 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "$"):
        normal.append(byte)
      case apostrophe: normal += [0xe2, 0x80, 0x99]
      default: throw .disallowedCharacter(Unicode.Scalar(byte))
      }
    }
    let underscore = UInt8(ascii: "_")
    if label.drop(while: { $0 == underscore }).contains(underscore) { throw .underscoreInside }
    if label.contains(apostrophe) {
      let adjacent = zip(label, label.dropFirst()).contains { $0 == apostrophe && $1 == apostrophe }
      if label.first == apostrophe || label.last == apostrophe || adjacent {
        throw .misplacedApostrophe
      }
    } else if label.count >= 4 && label[2] == UInt8(ascii: "-") && label[3] == UInt8(ascii: "-") {
      throw .labelExtension
    }
    return normal
  }
}
