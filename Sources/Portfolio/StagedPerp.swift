/// What a perpetual becomes when the event staged is applied.
struct StagedPerp: Sendable {
  let index: Int
  let state: PerpState
}
