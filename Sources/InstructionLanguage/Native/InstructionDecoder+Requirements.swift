import FixedPoint
import TradingModel

extension InstructionDecoder {
  /// The conditions in `require`; none when it is absent.
  static func requirements(_ reader: FieldReader) throws(InstructionError) -> Requirements {
    var result = Requirements()
    guard let require = try reader.object("require", InstructionVocabulary.require) else {
      return result
    }
    result.netDeltaMax = try require.assetAmount("netDeltaMax")
    result.healthFactorMin = try require.positive("healthFactorMin").map { Rate($0) }
    result.liquidationDistanceMin = try require.rate("liquidationDistanceMinPct", unitsPerOne: 100)
    result.costMax = try require.rate("costMaxBps", unitsPerOne: 10_000)
    result.maximumSlippage = try require.rate("maxSlippageBps", unitsPerOne: 10_000)
    result.maximumLeverage = try require.positive("maxLeverage").map { Rate($0) }
    result.oracleMaximumAge = try require.span("oracleMaxAge")
    result.pegDeviationMax = try require.rate("pegMaxDeviationBps", unitsPerOne: 10_000)
    if require.value("positionMode") == .string("hedge") {
      throw require.invalid(
        "positionMode", "Hedge mode, a position each way in one instrument, is not supported.",
        hint: "Write oneWay, or leave positionMode out: positions are net in every mode.")
    }
    _ = try require.choice("positionMode", PositionMode.self)
    return result
  }
}
