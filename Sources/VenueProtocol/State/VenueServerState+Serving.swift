import TradingModel

extension VenueServerState {
  /// Answers a request that arrived at a time.
  public mutating func serve(
    _ request: VenueRequest, on segment: VenueSegment, at time: Timestamp
  ) -> VenueAnswer {
    take(time)
    if segment == .admin { return AdminFrontend.answer(request, &self) }
    count(request, segment)
    let fault = drawFault(request, segment)
    if let fault, let answer = answer(fault, before: true, segment: segment) { return answer }
    var answer = dispatch(request, on: segment)
    if let fault {
      if let replaced = self.answer(fault, before: false, segment: segment) { answer = replaced }
      spoil(&answer, fault)
    }
    if answer.status == 429 || answer.status == 418 { counters.limited[place(segment)] += 1 }
    publish()
    return answer
  }

  private mutating func dispatch(
    _ request: VenueRequest, on segment: VenueSegment
  ) -> VenueAnswer {
    switch segment {
    case .binanceSpot, .binanceFutures: BinanceFrontend.answer(request, segment, &self)
    case .bybit: BybitFrontend.answer(request, &self)
    case .okx: OKXFrontend.answer(request, &self)
    case .admin: AdminFrontend.answer(request, &self)
    }
  }

  mutating func take(_ time: Timestamp) {
    let skewed = time.advanced(by: clockSkew)
    now = skewed
  }

  private func place(_ segment: VenueSegment) -> Int {
    VenueSegment.allCases.firstIndex(of: segment) ?? 0
  }

  private mutating func count(_ request: VenueRequest, _ segment: VenueSegment) {
    let named = ["x-mbx-apikey", "x-bapi-api-key", "ok-access-key"]
    if request.headers.contains(where: { named.contains($0.name) }) {
      counters.keyed[place(segment)] += 1
    } else {
      counters.open[place(segment)] += 1
    }
  }
}
