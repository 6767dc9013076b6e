import Ethereum
import FixedPoint
import JSON

/// A transfer of an ERC-20 token as a node's log tells it. Source: EIP-20 `Transfer`;
/// execution-apis `Log`.
public struct ERC20Transfer: Hashable, Sendable {
  /// The token's contract.
  public let token: Address
  /// Who gave; zero where tokens were made.
  public let from: Address
  /// Who received; zero where tokens were destroyed.
  public let to: Address
  /// Token units.
  public let value: UInt256
  /// The transaction; zero where the log does not say.
  public let transaction: Hash32
  /// The log's place in its block; zero where the log does not say.
  public let logIndex: UInt64
  /// Whether a reorganisation took it back.
  public let isRemoved: Bool

  /// The first topic of every such log: the hash of `Transfer(address,address,uint256)`.
  public static let topic = Keccak256.hash(utf8: "Transfer(address,address,uint256)")

  private static let keys = JSONKeyTable([
    "address", "topics", "data", "transactionHash", "logIndex", "removed",
  ])

  /// Reads the logs of an `eth_getLogs` result in place and appends those that are transfers of an
  /// ERC-20 token; others, ERC-721's of the same name among them, are passed over. What
  /// ``ERC20/interface``'s event says of the same logs, without a tree of them.
  ///
  /// - Returns: False where the next value is no array of logs.
  public static func scan(
    _ scanner: inout JSONScanner, into transfers: inout [ERC20Transfer]
  ) -> Bool {
    guard scanner.beginArray() else { return false }
    let (topic, keys) = (topic, keys)
    while scanner.nextElement() {
      if let transfer = log(&scanner, topic, keys) { transfers.append(transfer) }
    }
    return !scanner.failed
  }

  /// One log; nil for one that is no such transfer, and after a failure.
  private static func log(
    _ scanner: inout JSONScanner, _ topic: Hash32, _ keys: JSONKeyTable
  ) -> ERC20Transfer? {
    guard scanner.beginObject() else { return nil }
    var token: Address?
    var parties = Parties()
    var value: Hash32?
    var transaction = Hash32.zero
    var logIndex: UInt64 = 0
    var isRemoved = false
    while let key = scanner.nextMember() {
      switch keys.index(of: key) {
      case 0: token = scanner.address()
      case 1: parties = Parties(&scanner, topic)
      case 2: value = word(&scanner)
      case 3: if !scanner.takeNull() { transaction = scanner.hash32() ?? .zero }
      case 4: if !scanner.takeNull() { logIndex = scanner.hexadecimalQuantity() ?? 0 }
      case 5: if !scanner.takeNull() { isRemoved = scanner.flag() }
      default: scanner.skip()
      }
    }
    guard !scanner.failed, let token, let value, parties.count == 3 else { return nil }
    return ERC20Transfer(
      token: token, from: parties.from, to: parties.to, value: value.unsignedValue,
      transaction: transaction, logIndex: logIndex, isRemoved: isRemoved)
  }

  /// The one word of the data; nil for data of another size, which no such transfer has.
  private static func word(_ scanner: inout JSONScanner) -> Hash32? {
    if let word = scanner.takeHash32() { return word }
    scanner.skip()
    return nil
  }

  /// What the topics say; three of them are counted where it is such a transfer.
  private struct Parties {
    var count = 0
    var from = Address.zero
    var to = Address.zero

    init() {}

    init(_ scanner: inout JSONScanner, _ topic: Hash32) {
      guard scanner.beginArray() else { return }
      var isOther = false
      while scanner.nextElement() {
        guard let word = scanner.hash32(), !isOther else { continue }
        isOther = !take(word, topic)
      }
      if isOther { count = 0 }
    }

    /// False for a topic no such transfer has.
    private mutating func take(_ word: Hash32, _ topic: Hash32) -> Bool {
      count += 1
      if count == 1 { return word == topic }
      guard let address = Address(padded: word) else { return false }
      if count == 2 { from = address } else { to = address }
      return count <= 3
    }
  }
}
