import FixedPoint
import Hashing
import TradingModel
import VenueDefinitions

extension BybitDialect {
  /// Source: docs v5 asset/withdraw (requestId is the idempotency key, 1 to 32 alphanumerics).
  func withdraw(
    _ withdrawal: WithdrawalTicket, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    var body = BodyWriter()
    body.text("coin", withdrawal.asset)
    body.text("chain", try table.network(withdrawal.network, of: withdrawal.asset))
    body.text("address", withdrawal.address)
    body.text("tag", ifPresent: withdrawal.tag)
    body.field("amount", withdrawal.amount.value)
    body.number("timestamp", time)
    body.field("accountType", "UTA")
    if let id = withdrawal.clientID {
      guard id.utf8.count <= 32, id.utf8.allSatisfy(\.isAlphanumeric) else {
        throw .invalid("clientOrderId", "is not 1 to 32 letters and digits, as Bybit wants")
      }
      body.text("requestId", id)
    }
    return try post(.withdraw, .spot, body, time)
  }

  /// Source: docs v5 asset/transfer: transferId is a UUID of the caller's and the idempotency key.
  func transfer(
    _ transfer: WalletTransfer, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    let source = try table.word("wallets", transfer.source, field: "from")
    let destination = try table.word("wallets", transfer.destination, field: "to")
    guard source != destination else {
      throw .invalid("to", "is the wallet it comes from: Bybit's unified account is one")
    }
    var body = BodyWriter()
    if let id = transfer.clientID {
      guard Self.isUUID(id) else {
        throw .invalid("clientOrderId", "is no UUID, which Bybit's transfers need")
      }
      body.text("transferId", id)
    } else {
      body.text("transferId", Self.identifier(of: transfer, time))
    }
    body.text("coin", transfer.asset)
    body.field("amount", transfer.amount.value)
    body.field("fromAccountType", source)
    body.field("toAccountType", destination)
    return try post(.transfer, .spot, body, time)
  }

  private static func isUUID(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
      && text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || $0.isHexadecimal }
  }

  /// A UUID of version 8 that the transfer and its time determine, so that nothing here is random.
  /// Source: RFC 9562 section 5.8.
  private static func identifier(of transfer: WalletTransfer, _ time: Int64) -> String {
    let text =
      "\(time)|\(transfer.asset)|\(transfer.amount)|\(transfer.source)|\(transfer.destination)"
    var bytes = Array(SHA256.hash(Array(text.utf8))[..<16])
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = Array(bytes.hexadecimal)
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
      .joined(separator: "-")
  }
}
