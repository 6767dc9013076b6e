import InstructionLanguage
import JSON
import TradingModel

/// What instructions may ask for, with fields and an example of each.
enum OperationTable {
  static let header = ["action", "operation", "needs", "takes", "example"]

  static var rows: [[String]] {
    var rows = [
      row(
        "trade", "", ["venue", "market", "pair", "side", "type", "quantity"],
        InstructionVocabulary.trade.fields,
        [
          ("action", "trade"), ("venue", "binance"), ("market", "spot"), ("pair", "ETH/USDT"),
          ("side", "buy"), ("type", "market"), ("quantity", "1"),
        ]),
      row(
        "transfer", "", ["asset", "amount", "from", "to"], InstructionVocabulary.transfer.fields,
        [("action", "transfer"), ("asset", "ETH"), ("amount", "1"), ("network", "ETH")],
        objects: [
          ("from", [("venue", "bybit")]),
          ("to", [("chain", "ethereum"), ("address", "book:desk-hot")]),
        ]),
    ]
    for operation in ChainOperation.allCases {
      let fields = OperationFields(operation)
      rows.append(
        row(
          "onchain", operation.rawValue, fields.required, fields.allowed,
          [("action", "onchain"), ("chain", "ethereum"), ("op", operation.rawValue)]
            + fields.required.map { ($0, sample($0, operation)) }))
    }
    return rows
  }

  private static func row(
    _ action: String, _ operation: String, _ needs: [String], _ fields: [String],
    _ example: [(String, String)], objects: [(String, [(String, String)])] = []
  ) -> [String] {
    var writer = JSONWriter()
    writer.object { json in
      json.field("schema", InstructionVocabulary.schema)
      json.field("id", operation.isEmpty ? "\(action)-1" : "\(operation)-1")
      for (name, value) in example {
        switch name {
        case "enabled": json.flag(name, true)
        case "category": json.number(name, 1)
        default: json.field(name, value)
        }
      }
      for (name, members) in objects {
        json.key(name)
        json.object { json in for (key, value) in members { json.field(key, value) } }
      }
    }
    let takes = fields.filter { !needs.contains($0) && $0 != "action" }
    return [
      action, operation.isEmpty ? action : operation, needs.joined(separator: " "),
      takes.joined(separator: " "), writer.text,
    ]
  }

  private static func sample(_ field: String, _ operation: ChainOperation) -> String {
    switch field {
    case "protocol":
      switch operation {
      case .stake, .unstake, .claim: "etherfi"
      case .swap: "uniswap_v3"
      default: "aave_v3"
      }
    case "token":
      switch operation {
      case .wrap, .stake: "ETH"
      case .unwrap, .borrow, .repay, .flash: "WETH"
      case .unstake, .claim: "weETH"
      default: "USDT"
      }
    case "receive": "WETH"
    case "amount": "1"
    case "spender": "aave_v3"
    case "to": "book:desk-hot"
    default: "1"
    }
  }
}
