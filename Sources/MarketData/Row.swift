/// One row of cells: bytes and where each cell lies in them. Reused from row to row.
struct Row {
  var bytes: [UInt8] = []
  var cells: [Range<Int>] = []
  var line = 0

  func text(_ index: Int) -> String { String(decoding: bytes[cells[index]], as: UTF8.self) }

  func isEmpty(_ index: Int) -> Bool { cells[index].isEmpty }

  func decimal(_ index: Int) -> Result<DecimalCell, CellFailure> {
    DecimalCell.parse(bytes.span.extracting(cells[index]))
  }

  func time(_ index: Int) -> Result<TimeCell, CellFailure> {
    TimeCell.parse(bytes.span.extracting(cells[index]))
  }

  /// 1 when the buyer was the maker: a `sell` aggressor, or a true `is_buyer_maker`.
  func side(_ index: Int) -> Bool? {
    switch text(index).lowercased() {
    case "true", "1", "sell": true
    case "false", "0", "buy": false
    default: nil
    }
  }
}
