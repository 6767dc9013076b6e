import TradingModel

extension InstructionDecoder {
  static func decodeSequence(
    _ elements: [JSONValue], whole: JSONValue, context: DecodingContext, defaultID: String?
  ) throws(InstructionError) -> Instruction {
    throw context.error(.unsupportedSchema, "$", "An array is not accepted.")
  }
  static func decodeOrder(
    _ value: JSONValue, context: DecodingContext, defaultID: String?
  ) throws(InstructionError) -> Instruction {
    throw context.error(.unsupportedSchema, "$", "This form is not accepted.")
  }
  static func decodeFlat(
    _ value: JSONValue, context: DecodingContext, defaultID: String?
  ) throws(InstructionError) -> Instruction {
    throw context.error(.unsupportedSchema, "$", "This form is not accepted.")
  }
}
