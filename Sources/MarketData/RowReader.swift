/// Rows of cells from text, whatever its form.
protocol RowReader: AnyObject {
  var shape: TextShape { get set }
  /// `key: value` pairs found in comment lines, in order.
  var notes: [(key: String, value: String)] { get }
  /// Fills `row` with the next row; false at the end.
  func next(_ row: inout Row) throws(ImportError) -> Bool
}
