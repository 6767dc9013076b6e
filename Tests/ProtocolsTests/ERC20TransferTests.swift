import Ethereum
import FixedPoint
import JSON
import TestSupport
import Testing

@testable import Protocols

/// Transfers read in place, against the interface's own event on a tree of the same logs.
@Suite struct ERC20TransferTests {
  private func scan(_ text: String) -> [ERC20Transfer]? {
    Array(text.utf8).withUnsafeBytes { memory in
      var scanner = JSONScanner(memory)
      var transfers: [ERC20Transfer] = []
      let isRead = ERC20Transfer.scan(&scanner, into: &transfers)
      return isRead && scanner.isAtEnd() ? transfers : nil
    }
  }

  private func hash(_ random: inout SeededGenerator, _ shift: Int = 0) -> Hash32 {
    Hash32(
      UInt256(
        low: UInt128(random.next()) << 64 | UInt128(random.next()),
        high: UInt128(random.next()) << 64 | UInt128(random.next())) >> shift)
  }

  private func quoted(_ texts: [String]) -> String {
    "[" + texts.map { "\"\($0)\"" }.joined(separator: ",") + "]"
  }

  /// A log, mostly of a transfer; the same members in any order.
  private func log(_ random: inout SeededGenerator) -> String {
    let topic = random.below(8) == 0 ? hash(&random) : ERC20Transfer.topic
    let shift = random.below(16) == 0 ? 95 : 96
    var topics = [topic, hash(&random, shift), hash(&random, 96), hash(&random)].map(\.description)
    if random.below(6) > 0 { topics.removeLast() }
    if random.below(10) == 0 { topics.removeLast(random.below(topics.count + 1)) }
    var data = hash(&random, random.below(256)).description
    if random.below(10) == 0 { data = random.pick(["0x", data + "00", String(data.dropLast(2))]) }
    if random.below(2) == 0 { data = "0x" + data.dropFirst(2).uppercased() }
    let token = Address(lowBytesOf: hash(&random))
    var members = [
      #""address":"\#(Hex.encode(token.bytes))""#, #""topics":\#(quoted(topics))"#,
      #""data":"\#(data)""#, #""blockNumber":"0x1f""#,
      #""transactionHash":"\#(hash(&random))""#,
      #""logIndex":"0x\#(String(random.below(300), radix: 16))""#,
      #""removed":\#(random.below(2) == 0)"#,
    ]
    members.shuffle(using: &random)
    return "{" + members.joined(separator: random.pick([",", " ,\n"])) + "}"
  }

  /// What the interface's event says of a log.
  private func decoded(_ node: JSONNode) throws -> ERC20Transfer? {
    let event = try #require(ERC20.interface.contract?.events.first { $0.name == "Transfer" })
    let topics = try #require(node["topics"]?.elements).compactMap { Hash32($0.text ?? "") }
    let data = try #require(node["data"]?.text.flatMap { Hex.decodePrefixed($0) })
    guard data.count == 32, let values = try? event.decode(topics: topics, data: data) else {
      return nil
    }
    return ERC20Transfer(
      token: try #require(Address(node["address"]?.text ?? "")),
      from: try #require(values[0].address), to: try #require(values[1].address),
      value: try #require(values[2].unsigned),
      transaction: try #require(Hash32(node["transactionHash"]?.text ?? "")),
      logIndex: try #require(UInt64(node["logIndex"]?.text?.dropFirst(2) ?? "", radix: 16)),
      isRemoved: node["removed"]?.truth == true)
  }

  @Test(arguments: 0..<40)
  func theSameTransfers(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let text = "[" + (0..<50).map { _ in log(&random) }.joined(separator: ",") + "]"
    let nodes = try #require(try JSONNode(parsing: text).elements)
    let expected = try nodes.compactMap { try decoded($0) }
    #expect(scan(text) == expected)
    #expect((10..<50).contains(expected.count))
  }

  @Test(arguments: [
    "null", "{}", "[", "[{]", #"[{"address":"0x12"}]"#, #"[{"topics":["0x12"]}]"#,
    #"[{"topics":{}}]"#, #"[{"data":"0x12]"#, #"[{"logIndex":"12"}]"#, #"[{"removed":"yes"}]"#,
    "[1]",
  ])
  func whatIsNoArrayOfLogsIsRefused(_ text: String) {
    #expect(scan(text) == nil)
  }

  @Test func nullsSayThatItIsNotMinedYet() throws {
    let word = Hash32.zero
    let topics = quoted(["\(ERC20Transfer.topic)", "\(word)", "\(word)"])
    let text =
      #"[{"address":"\#(Hex.encode(Address.zero.bytes))","topics":\#(topics),"data":"\#(word)","#
      + #""transactionHash":null,"logIndex":null,"removed":null}]"#
    let transfer = try #require(scan(text)?.first)
    #expect(transfer.transaction == .zero && transfer.logIndex == 0 && !transfer.isRemoved)
  }

  @Test(arguments: 0..<50)
  func noBytesTrap(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let whole = Array(("[" + (0..<3).map { _ in log(&random) }.joined(separator: ",") + "]").utf8)
    for _ in 0..<100 {
      var bytes = whole
      for _ in 0..<(1 + random.below(4)) {
        bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
      }
      bytes.removeLast(random.below(bytes.count))
      bytes.withUnsafeBytes { memory in
        var scanner = JSONScanner(memory)
        var transfers: [ERC20Transfer] = []
        let isRead = ERC20Transfer.scan(&scanner, into: &transfers)
        #expect(transfers.count <= 3)
        #expect(!isRead || !scanner.failed)
      }
    }
  }
}
