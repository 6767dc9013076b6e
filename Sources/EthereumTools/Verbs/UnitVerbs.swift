import Ethereum
import FixedPoint
import JSON

/// Amounts between units.
enum UnitVerbs {
  static let all = [
    EthereumVerb("to-units", "an amount as a whole number of smallest units", ["amount", "unit"]) {
      request in
      let unit = try unit(request)
      guard let text = ToolRequest.literal(try request.value("amount")),
        let units = UnitConversion.parse(text, decimals: unit)
      else {
        throw ToolError.invalid(
          "amount", "is no decimal with at most \(unit) digits behind the point")
      }
      return ToolAnswer([("wei", units.description)])
    },
    EthereumVerb("from-units", "smallest units as an amount", ["wei", "unit?"]) { request in
      let wei = try request.signed("wei", "units", "amount")
      if request.has("unit", "decimals") {
        return ToolAnswer([("amount", UnitConversion.format(wei, decimals: try unit(request)))])
      }
      return ToolAnswer(
        EtherUnit.allCases.map { ($0.rawValue, UnitConversion.format(wei, $0)) })
    },
  ]

  /// The decimals: a unit's name, or a number of them.
  private static func unit(_ request: ToolRequest) throws -> Int {
    let value = try request.value("unit", "decimals")
    if let unit = value.text.flatMap({ EtherUnit(rawValue: $0) }) { return unit.decimals }
    if value.text == "satoshi" { return 8 }
    let decimals = try request.count("unit", "decimals")
    guard decimals <= 77 else { throw ToolError.invalid("decimals", "is above 77") }
    return decimals
  }
}
