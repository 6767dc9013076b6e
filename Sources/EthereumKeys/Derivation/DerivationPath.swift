/// The steps from a root key to a key (BIP-32), such as `m/44'/60'/0'/0/0`.
public struct DerivationPath: Hashable, Sendable, CustomStringConvertible {
  /// The child numbers; those from 2^31 on are hardened.
  public let steps: [UInt32]

  /// The most steps there can be: a key's depth is one byte.
  public static let maximumDepth = 255

  /// Reads `m`, `m/0/1'`: `'`, `h` and `H` mark a hardened step.
  /// - Throws: `DerivationError.malformedPath`.
  public init(_ text: some StringProtocol) throws(DerivationError) {
    let parts = Array(text.utf8).split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.first?.elementsEqual("m".utf8) == true, parts.count <= Self.maximumDepth + 1 else {
      throw .malformedPath
    }
    var steps: [UInt32] = []
    for part in parts.dropFirst() {
      let isHardened = part.last.map { "'hH".utf8.contains($0) } ?? false
      let digits = isHardened ? part.dropLast() : part
      guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }),
        let number = UInt32(String(decoding: digits, as: UTF8.self)), number < 1 << 31
      else { throw .malformedPath }
      steps.append(isHardened ? number | 1 << 31 : number)
    }
    self.steps = steps
  }

  /// The path of an Ethereum account (BIP-44): `m/44'/60'/0'/0/index`; an index from 2^31 on
  /// stands for the last one before.
  public init(accountIndex: UInt32) {
    steps = [44 | 1 << 31, 60 | 1 << 31, 1 << 31, 0, min(accountIndex, UInt32(Int32.max))]
  }

  /// The text, hardened steps with `'`.
  public var description: String {
    steps.reduce("m") { text, step in
      text + "/" + (step >= 1 << 31 ? "\(step - 1 << 31)'" : "\(step)")
    }
  }
}
