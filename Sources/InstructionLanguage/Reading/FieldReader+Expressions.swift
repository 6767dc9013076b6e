import FixedPoint
import TradingModel

extension FieldReader {
  /// How much: a decimal above zero, `max`, or `$leg.field`.
  func amount(_ name: String) throws(InstructionError) -> AmountExpression? {
    guard let value = value(name) else { return nil }
    if case .string(let text) = value {
      if text == "max" { return .max }
      if text.hasPrefix("$") { return .reference(try reference(name, text)) }
    }
    guard let number = try positive(name) else { return nil }
    return .exact(Quantity(number))
  }

  /// How much, which must be there.
  func requiredAmount(_ name: String) throws(InstructionError) -> AmountExpression {
    guard let amount = try amount(name) else { throw missing(name) }
    return amount
  }

  private func reference(_ name: String, _ text: String) throws(InstructionError) -> LegReference {
    guard let scope = context.scope else {
      throw context.error(
        .unknownReference, path(name), found: text,
        "A reference to a leg is possible only inside a plan.", hint: "Write a number.")
    }
    let body = text.dropFirst()
    guard let point = body.firstIndex(of: ".") else {
      throw invalid(name, "The reference has no field.", hint: "Write $leg.field.")
    }
    let key = String(body[..<point])
    let word = String(body[body.index(after: point)...])
    guard let target = scope.first(where: { $0.key == key }) else {
      let known = scope.map(\.key)
      let nearest = Spelling.nearest(to: key, among: known)
      throw context.error(
        .unknownReference, path(name), found: text, allowed: known,
        context.keys.contains(key)
          ? "The leg \(key) is not sure to be done before this one."
          : "There is no leg \(key) in this plan.",
        hint: context.keys.contains(key)
          ? "Name it in after." : nearest.map { "Did you mean $\($0).\(word)?" } ?? "")
    }
    let allowed = Self.fields(ofAction: target.action)
    guard let field = LegReference.Field(rawValue: word), allowed.contains(field) else {
      let words = allowed.map(\.rawValue)
      let nearest = Spelling.nearest(to: word, among: words)
      throw context.error(
        .unknownReference, path(name), found: text, allowed: words,
        "The leg \(key) has no result \(word).",
        hint: nearest.map { "Did you mean $\(key).\($0)?" } ?? "Take one of the allowed results.")
    }
    return LegReference(leg: key, field: field)
  }

  /// The results a kind of action has.
  static func fields(ofAction action: String) -> [LegReference.Field] {
    switch action {
    case "trade": [.filled, .net, .quote]
    case "transfer": [.credited]
    case "onchain": [.received]
    default: []
    }
  }

  /// A price: a decimal above zero, or `mid`, `bid`, `ask`, `mark` or `last` with an offset in
  /// `bps` or `%`: `mid+2bps`, `ask`, `mark-0.1%`.
  func price(_ name: String) throws(InstructionError) -> PriceExpression? {
    guard let value = value(name) else { return nil }
    guard case .string(let text) = value, let first = text.utf8.first,
      (97...122).contains(first | 0x20), text.lowercased() != "nan", text.lowercased() != "infinity"
    else {
      guard let number = try positive(name) else { return nil }
      return .exact(Price(number))
    }
    let word = String(text.prefix { $0.isLetter })
    guard let reference = PriceExpression.Reference(rawValue: word) else {
      throw unknownWord(
        name, word, allowed: PriceExpression.Reference.allCases.map(\.rawValue))
    }
    guard let offset = Self.offset(text.dropFirst(word.count)) else {
      throw invalid(
        name, "The offset is malformed or not below 100 %.",
        hint: "Write + or -, a number and bps or %, such as mid+2bps.")
    }
    return .relative(reference, offset: offset)
  }

  private static func offset(_ text: Substring) -> Rate? {
    if text.isEmpty { return .zero }
    let unit: (suffix: String, perOne: Int)
    if text.hasSuffix("bps") {
      unit = ("bps", 10_000)
    } else if text.hasSuffix("%") {
      unit = ("%", 100)
    } else {
      return nil
    }
    let digits = text.dropFirst().dropLast(unit.suffix.count)
    guard let sign = text.first, sign == "+" || sign == "-", let head = digits.utf8.first,
      (48...57).contains(head), let number = Decimal18(digits),
      let fraction = exactQuotient(number, unit.perOne), fraction < .one
    else { return nil }
    return Rate(sign == "-" ? -fraction : fraction)
  }
}
