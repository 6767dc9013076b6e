/// Why a cell has no value, before its place is known.
struct CellFailure: Error {
  var problem: ValueProblem
}
