import Simulation
import TradingModel

extension VenueServerState {
  /// How far the venues' clock is off.
  var clockSkew: TimeSpan {
    let fault = faults.last { $0.kind == .clockSkew && $0.count > 0 }
    return .milliseconds(Int64(fault?.milliseconds ?? 0))
  }

  /// How long queries do not see what is new.
  var lag: TimeSpan {
    let fault = faults.last { $0.kind == .lag && $0.count > 0 && !hasEnded($0) }
    return .milliseconds(Int64(fault?.milliseconds ?? 0))
  }

  /// When frames held back are let go.
  var stallEnds: Timestamp {
    let stalls = faults.filter { $0.kind == .stallFrames && $0.count > 0 && !hasEnded($0) }
    return stalls.compactMap(\.ends).max() ?? Timestamp(nanoseconds: stalls.isEmpty ? .min : .max)
  }

  private func hasEnded(_ fault: Fault) -> Bool { fault.ends.map { $0 <= now } ?? false }

  /// The fault that strikes a request, if one does.
  mutating func drawFault(_ request: VenueRequest, _ segment: VenueSegment) -> Fault? {
    for place in faults.indices {
      let fault = faults[place]
      guard fault.count > 0, !fault.kind.isOfStreams, !fault.kind.isStanding, !hasEnded(fault),
        fault.matches(request, segment), strikes(fault)
      else { continue }
      faults[place].count -= 1
      counters.faults += 1
      return fault
    }
    return nil
  }

  mutating func drawStreamFault(_ connection: Int) -> FaultKind? {
    if faults.isEmpty { return nil }
    let segment = sessions[connection]?.segment.rawValue ?? ""
    let path = sessions[connection]?.path ?? ""
    for place in faults.indices {
      let fault = faults[place]
      guard fault.count > 0, fault.kind.isOfStreams, !hasEnded(fault),
        fault.segment.isEmpty || fault.segment == segment, path.hasPrefix(fault.path),
        strikes(fault)
      else { continue }
      faults[place].count -= 1
      return fault.kind
    }
    return nil
  }

  private mutating func strikes(_ fault: Fault) -> Bool {
    if fault.likelihood >= 1_000_000 { return true }
    return random.next(upTo: 999_999) < Int64(fault.likelihood)
  }

  /// The answer a fault gives in place of the venue's own; nil where it leaves that alone.
  func answer(_ fault: Fault, before: Bool, segment: VenueSegment) -> VenueAnswer? {
    var silent = VenueAnswer(status: 200, body: "")
    switch (fault.kind, before) {
    case (.timeoutBefore, true), (.timeoutAfter, false):
      silent.delivery = .never
      return silent
    case (.disconnectBefore, true), (.disconnectAfter, false):
      silent.delivery = .dropped
      return silent
    case (.errorBefore, true), (.errorAfter, false), (.rateLimit, true), (.ban, true),
      (.maintenance, true):
      return words(fault.kind, segment)
    default: return nil
    }
  }

  /// The venue's own words for a fault.
  private func words(_ kind: FaultKind, _ segment: VenueSegment) -> VenueAnswer {
    switch segment {
    case .bybit: BybitFrontend.answer(kind, now)
    case .okx: OKXFrontend.answer(kind, now)
    default: BinanceFrontend.answer(kind, now)
    }
  }

  func spoil(_ answer: inout VenueAnswer, _ fault: Fault) {
    switch fault.kind {
    case .malformed:
      answer.status = 200
      answer.contentType = "text/html"
      answer.body = "<html><body><h1>502 Bad Gateway</h1></body></html>"
    case .truncated: answer.delivery = .truncated(answer.body.utf8.count / 2)
    default: break
    }
  }

  /// Whether a query sees something that happened at a time.
  func sees(_ time: Timestamp) -> Bool {
    if faults.isEmpty { return true }
    return lag.nanoseconds == 0 || now.since(time) >= lag
  }
}
