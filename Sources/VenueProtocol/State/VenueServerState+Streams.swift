import TradingModel

extension VenueServerState {
  /// Takes a WebSocket connection; false refuses it, as an unknown path does.
  public mutating func open(
    connection: Int, target: String, address: String = "127.0.0.1", on segment: VenueSegment,
    at time: Timestamp
  ) -> Bool {
    take(time)
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var session = StreamSession(
      id: connection, segment: segment, path: String(parts[0]),
      query: parts.count > 1 ? String(parts[1]) : "", address: address, opened: now,
      lastHeard: now, lastPing: now)
    let isKnown =
      switch segment {
      case .binanceSpot, .binanceFutures: BinanceStreams.open(&session, &self)
      case .bybit: BybitStreams.open(&session)
      case .okx: OKXStreams.open(&session)
      case .admin: false
      }
    guard isKnown else { return false }
    sessions[connection] = session
    sessionOrder.append(connection)
    return true
  }

  /// Takes a text frame of a client.
  public mutating func receive(_ text: String, connection: Int, at time: Timestamp) {
    take(time)
    guard var session = sessions[connection] else { return }
    counters.framesIn += 1
    session.lastHeard = now
    sessions[connection] = session
    switch session.segment {
    case .binanceSpot, .binanceFutures: BinanceStreams.receive(text, &session, &self)
    case .bybit: BybitStreams.receive(text, &session, &self)
    case .okx: OKXStreams.receive(text, &session, &self)
    case .admin: break
    }
    if sessions[connection] != nil { sessions[connection] = session }
    publish()
  }

  /// Notes that a client answered a ping.
  public mutating func receivePong(connection: Int, at time: Timestamp) {
    take(time)
    sessions[connection]?.lastHeard = now
  }

  /// Forgets a connection.
  public mutating func close(connection: Int) {
    let session = sessions.removeValue(forKey: connection)
    sessionOrder.removeAll { $0 == connection }
    if let session { BybitProtection.lost(session, &self) }
  }

  /// Frames to send since the last call, in order.
  public mutating func takeFrames() -> [StreamFrame] {
    let result = frames
    frames = []
    counters.framesOut += result.count
    return result
  }

  /// Sends text to a connection, as far as faults let it.
  mutating func send(_ text: String, to connection: Int, isData: Bool = false) {
    let frame = StreamFrame(connection: connection, content: .text(text))
    guard isData, let fault = drawStreamFault(connection) else {
      frames.append(frame)
      if !heldFrames.isEmpty, stallEnds <= now {
        frames += heldFrames
        heldFrames = []
      }
      return
    }
    switch fault {
    case .dropFrames: break
    case .duplicateFrames: frames += [frame, frame]
    case .reorderFrames, .stallFrames: heldFrames.append(frame)
    case .disconnect: frames.append(StreamFrame(connection: connection, content: .close(1001)))
    default: frames.append(frame)
    }
  }

  mutating func hangUp(_ connection: Int, code: UInt16 = 1000) {
    frames.append(StreamFrame(connection: connection, content: .close(code)))
    close(connection: connection)
  }

  mutating func tell(_ notice: Notice) { notices.append(notice) }

  /// Sends what happened in the wallets to the private streams.
  mutating func publish() {
    if notices.isEmpty { return }
    let pending = notices
    notices = []
    if sessionOrder.isEmpty { return }
    for notice in pending {
      BinanceStreams.publish(notice, &self)
      BybitStreams.publish(notice, &self)
      OKXStreams.publish(notice, &self)
    }
  }

  /// Sends what the market did to the public streams; each text is made once.
  mutating func publishMarkets() {
    if sessionOrder.isEmpty { return }
    var made: [String: String] = [:]
    for id in sessionOrder {
      guard let session = sessions[id], !session.topics.isEmpty else { continue }
      switch session.segment {
      case .binanceSpot, .binanceFutures: BinanceStreams.publishMarkets(session, &made, &self)
      case .bybit: BybitStreams.publishMarkets(session, &made, &self)
      case .okx: OKXStreams.publishMarkets(session, &made, &self)
      case .admin: break
      }
    }
  }

  /// Pings where the venue pings, and ends connections that are silent for too long.
  mutating func beat() {
    for id in sessionOrder {
      guard let session = sessions[id] else { continue }
      let silence = now.since(session.lastHeard)
      switch session.segment {
      case .binanceSpot, .binanceFutures:
        let isFutures = session.segment == .binanceFutures
        let pause = isFutures ? TimeSpan.seconds(180) : .seconds(20)
        if silence > (isFutures ? .seconds(600) : .seconds(60)) {
          hangUp(id, code: 1008)
        } else if now.since(session.lastPing) >= pause {
          sessions[id]?.lastPing = now
          frames.append(StreamFrame(connection: id, content: .ping))
        }
      case .bybit: if silence > .seconds(600) { hangUp(id) }
      case .okx: if silence > .seconds(30) { hangUp(id, code: 4004) }
      case .admin: break
      }
    }
  }
}
