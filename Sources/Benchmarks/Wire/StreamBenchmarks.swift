import CBenchmarkReference
import CEX
import FixedPoint
import TradingModel
import VenueDefinitions

/// W6: private-stream messages to typed updates, through the scanner of the CEX room. The checksum
/// over every field equals that of the reference programs.
enum StreamBenchmarks {
  private static let name = "w6 stream message"

  static func run() -> [Measurement] {
    let bench = Workbench.current
    guard let bytes = bench.data("ws.jsonl"), let messages = StreamMessages(bytes) else {
      return [bench.missing(name, "data/ws.jsonl")]
    }
    var ours: [Double] = []
    var simdjson: [Double] = []
    var verdict = "no reference program"
    let program = bench.program("w6", "\(bench.home)/data/ws.jsonl")
    for round in 0..<5 {
      if let answer = program?.run(), let time = answer.nanosecondsPerItem {
        simdjson.append(time)
        let isEqual = answer.literal("checksum") == String(messages.checksum())
        verdict = isEqual ? "equal checksum" : "CHECKSUM DIFFERS"
      }
      for _ in 0..<(round == 0 ? 4 : 3) {
        let time = Harness.time { reference_consume(messages.checksum()) }
        ours.append(time / Double(messages.count))
      }
    }
    var note = "\(messages.count) messages, \(verdict)"
    if messages.unread > 0 { note += ", \(messages.unread) NOT READ" }
    note += ", p99 \(Format.decimals(messages.percentiles(99)[0], 0)) ns with its clock"
    let peers: [(String, String, Double)] = [
      ("orjson alone", "orjson", 2), ("ccxt.pro", "ccxtpro", 60),
    ]
    var results = [
      Measurement(
        name: name, ours: .init(ours), reference: simdjson.isEmpty ? nil : .init(simdjson),
        referenceName: "simdjson program", goal: .speed(0.5), note: note)
    ]
    for (title, mode, goal) in peers {
      let answer = bench.script("w6.py", venv: "ex", mode)?.run()
      results.append(
        Measurement(
          name: name, ours: .init(ours),
          reference: answer?.nanosecondsPerItem.map { .init([$0]) }, referenceName: title,
          goal: .speed(goal), note: answer == nil ? "no venv-ex" : ""))
    }
    return results
  }
}

/// The messages of the file, each with its venue's scanner.
final class StreamMessages {
  private let bytes: [UInt8]
  private var lines: [(range: Range<Int>, scanner: Int)] = []
  private let scanners: [StreamScanner]
  private var updates: [StreamUpdate] = []
  /// Messages the scanner left to the decoder.
  private(set) var unread = 0

  var count: Int { lines.count }

  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    let definitions = (try? VenueRegistry.embedded())?.definitions ?? []
    scanners = ["binance", "bybit", "okx"].compactMap { id in
      definitions.first { $0.id == id }.flatMap { StreamScanner($0) }
    }
    guard scanners.count == 3 else { return nil }
    updates.reserveCapacity(16)
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      // The connection tells the venue; here it is the first member: e, id or topic, arg.
      let venue: Int
      switch bytes[start + 2] {
      case UInt8(ascii: "e"): venue = 0
      case UInt8(ascii: "a"): venue = 2
      default: venue = 1
      }
      lines.append((start..<end, venue))
      start = end + 1
    }
  }

  /// Reads every message; the weighted sum over all fields as the reference programs form it.
  func checksum() -> UInt64 {
    unread = 0
    var sum = WeightedSum()
    bytes.withUnsafeBytes { memory in
      for line in lines { read(memory, line, into: &sum) }
    }
    return sum.total
  }

  /// The times below which the given percentages of the messages are read, clock included, in
  /// nanoseconds.
  func percentiles(_ percentages: Int...) -> [Double] {
    var times: [Double] = []
    var sum = WeightedSum()
    bytes.withUnsafeBytes { memory in
      times = lines.map { line in Harness.time { read(memory, line, into: &sum) } }
    }
    reference_consume(sum.total)
    times.sort()
    return percentages.map { times[times.count * $0 / 100] }
  }

  private func read(
    _ memory: UnsafeRawBufferPointer, _ line: (range: Range<Int>, scanner: Int),
    into sum: inout WeightedSum
  ) {
    updates.removeAll(keepingCapacity: true)
    let frame = UnsafeRawBufferPointer(rebasing: memory[line.range])
    guard scanners[line.scanner].scan(frame, into: &updates) else {
      unread += 1
      return
    }
    for index in updates.indices { sum.add(updates[index]) }
  }
}

/// The sum over all fields that the reference programs form, in units of 1e-8. Mantissas are added
/// as they are and divided once: every number has at most eight decimals.
private struct WeightedSum {
  private var mantissas: Int128 = 0
  private var integers: UInt64 = 0

  var total: UInt64 { UInt64(truncatingIfNeeded: mantissas / 10_000_000_000) &+ integers }

  mutating func add(_ update: StreamUpdate) {
    let price = update.price.value.mantissa &+ 41 &* update.averagePrice.value.mantissa
    let size = 3 &* update.quantity.value.mantissa &+ 11 &* update.cumulativeQuantity.value.mantissa
    let last = 5 &* update.lastQuantity.value.mantissa &+ 7 &* update.lastPrice.value.mantissa
    mantissas &+= price &+ size &+ last &+ 13 &* update.fee.value.mantissa
    let status: UInt64 =
      switch update.status {
      case .open: 0
      case .partial: 1
      case .filled: 2
      default: 9
      }
    integers &+= 17 &* UInt64(bitPattern: update.time) &+ 19 &* status
    integers &+= 23 &* (update.side == .buy ? 3 : 1) &+ 29 &* Self.symbol(update.symbol)
    integers &+= 31 &* UInt64(update.clientOrderID.count)
    integers &+= 37 &* UInt64(update.orderID.count)
  }

  private static func symbol(_ text: InlineText) -> UInt64 {
    switch text.first {
    case UInt8(ascii: "B"): 0
    case UInt8(ascii: "E"): 1
    default: 2
    }
  }
}
