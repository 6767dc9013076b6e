import FixedPoint
import TradingModel

extension InstructionDecoder {
  /// A transfer.
  static func transfer(_ reader: FieldReader) throws(InstructionError) -> TransferAction {
    var transfer = TransferAction(
      asset: try reader.text("asset"), amount: try reader.requiredAmount("amount"),
      source: try endpoint("from", reader), destination: try endpoint("to", reader))
    if transfer.source == transfer.destination {
      throw reader.conflict("to", "Source and destination are the same.", hint: "Change one.")
    }
    transfer.network = try reader.optionalText("network")
    transfer.memo = try reader.optionalText("memo")
    transfer.probe = try reader.positive("probe").map { Quantity($0) }
    if let probe = transfer.probe, case .exact(let amount) = transfer.amount, probe >= amount {
      throw reader.conflict(
        "probe", "The probe is not smaller than the amount.", hint: "Write a smaller probe.")
    }
    if let credit = try reader.object("credit", InstructionVocabulary.credit) {
      transfer.confirmations = try credit.integer("confirmations", 0...100_000)
      transfer.timeout = try credit.span("timeout")
    }
    transfer.requirements = try requirements(reader)
    return transfer
  }

  private static func endpoint(
    _ name: String, _ reader: FieldReader
  ) throws(InstructionError) -> TransferAction.Endpoint {
    guard let end = try reader.object(name, InstructionVocabulary.endpoint) else {
      throw reader.missing(name)
    }
    if end.has("venue") {
      for other in ["chain", "address"] where end.has(other) {
        throw end.conflict(
          other, "An end is a venue or an address, not both.", hint: "Remove \(other) or venue.")
      }
      return .venue(try end.text("venue"), wallet: try end.optionalText("wallet"))
    }
    if end.has("wallet") {
      throw end.conflict(
        "wallet", "Only a venue has wallets.", hint: "Write address, such as book:desk-hot.")
    }
    guard end.has("chain") else {
      throw end.missing("venue", "Write venue, or chain and address.")
    }
    return .address(chain: try end.text("chain"), address: try end.text("address"))
  }
}
