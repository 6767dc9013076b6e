import FixedPoint
import TradingModel
import VenueDefinitions

extension OKXDialect {
  /// On chain (4), to a whitelisted address; a tag follows the address. Source: OKX "Withdrawal".
  func withdraw(
    _ withdrawal: WithdrawalTicket, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    var body = BodyWriter()
    body.text("ccy", withdrawal.asset)
    body.field("amt", withdrawal.amount.value)
    body.field("dest", "4")
    body.text("toAddr", withdrawal.address + (withdrawal.tag.map { ":" + $0 } ?? ""))
    let network = try table.network(withdrawal.network, of: withdrawal.asset)
    let isWhole = network.hasPrefix(withdrawal.asset + "-")
    body.text("chain", isWhole ? network : "\(withdrawal.asset)-\(network)")
    try write(clientID: withdrawal.clientID, &body)
    return try post(.withdraw, .spot, body.finish(), time)
  }

  /// Source: OKX "Funds transfer": type 0 within the account; 6 funding, 18 trading.
  func transfer(
    _ transfer: WalletTransfer, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    let source = try table.word("wallets", transfer.source, field: "from")
    let destination = try table.word("wallets", transfer.destination, field: "to")
    guard source != destination else {
      throw .invalid("to", "is the wallet it comes from: OKX's trading account is one")
    }
    var body = BodyWriter()
    body.text("ccy", transfer.asset)
    body.field("amt", transfer.amount.value)
    body.field("type", "0")
    body.field("from", source)
    body.field("to", destination)
    try write(clientID: transfer.clientID, &body)
    return try post(.transfer, .spot, body.finish(), time)
  }

  private func write(
    clientID: String?, _ body: inout BodyWriter
  ) throws(GatewayRefusal) {
    guard let clientID else { return }
    guard clientID.utf8.count <= 32, clientID.utf8.allSatisfy(\.isAlphanumeric) else {
      throw .invalid("clientOrderId", "is not 1 to 32 letters and digits, as OKX wants")
    }
    body.text("clientId", clientID)
  }
}
