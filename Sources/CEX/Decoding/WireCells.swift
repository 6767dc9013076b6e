import FixedPoint
import JSON
import TradingModel

/// One JSON array of a venue that stands for a row: a candle or a book level.
struct WireCells {
  let cells: [JSONNode]

  init(_ node: JSONNode) throws(WireFailure) {
    guard let cells = node.elements else { throw .malformed("a row is not a list") }
    self.cells = cells
  }

  func text(_ index: Int) throws(WireFailure) -> String {
    guard index < cells.count else { throw .malformed("a row has only \(cells.count) cells") }
    switch cells[index] {
    case .string(let text): return text
    case .number(let literal): return literal
    default: throw .malformed("cell \(index) is neither text nor number")
    }
  }

  func number<Number: ExactNumber>(_ index: Int) throws(WireFailure) -> Number {
    let text = try text(index)
    guard let value = Number.parse(text, rounding: .halfEven), !value.isNegative else {
      throw .malformed("cell \(index) is not a number: \(text.prefix(40))")
    }
    return value
  }

  func price(_ index: Int) throws(WireFailure) -> Price {
    let value: Price = try number(index)
    guard value.isPositive else { throw .malformed("cell \(index) is not a price") }
    return value
  }

  func time(_ index: Int) throws(WireFailure) -> Timestamp {
    let text = try text(index)
    guard let value = Int64(text), value >= 0 else {
      throw .malformed("cell \(index) is not a time: \(text.prefix(40))")
    }
    return Timestamp(milliseconds: value)
  }

  /// Levels of one side of a book: price and quantity, the rest of each level passed over.
  static func levels(
    _ node: JSONNode?, times contractSize: Quantity?
  ) throws(WireFailure) -> [BookLevel] {
    guard let elements = node?.elements else { throw .malformed("a book side is not a list") }
    var levels: [BookLevel] = []
    levels.reserveCapacity(elements.count)
    for element in elements {
      let cells = try WireCells(element)
      var amount: Quantity = try cells.number(1)
      if let contractSize { amount = try amount.inBaseUnits(contractSize) }
      levels.append(BookLevel(price: try cells.price(0), amount: amount))
    }
    return levels
  }
}

extension Quantity {
  /// Contracts as base units, exactly as far as 18 places go.
  func inBaseUnits(_ contractSize: Quantity) throws(WireFailure) -> Quantity {
    guard
      let product = value.multipliedIfFits(by: contractSize.value, rounding: .halfEven)
    else { throw .malformed("an amount is out of range") }
    return Quantity(product)
  }
}
