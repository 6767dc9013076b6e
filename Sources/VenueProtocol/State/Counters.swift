/// What the simulator counted, for tests that claim something was or was not sent.
struct Counters: Sendable {
  /// Requests per segment that named no key, in the order of ``VenueSegment/allCases``.
  var open = Array(repeating: 0, count: VenueSegment.allCases.count)
  /// Requests per segment that named a key.
  var keyed = Array(repeating: 0, count: VenueSegment.allCases.count)
  /// Answers per segment that told of a limit passed.
  var limited = Array(repeating: 0, count: VenueSegment.allCases.count)
  /// Orders handed to the exchange.
  var orders = 0
  /// Orders refused because their client id was known.
  var duplicates = 0
  /// Executions.
  var fills = 0
  /// Requests that met a fault.
  var faults = 0
  /// Text frames sent and received on streams.
  var framesOut = 0
  var framesIn = 0
}
