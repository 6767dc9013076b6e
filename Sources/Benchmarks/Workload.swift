import CBenchmarkReference
import FixedPoint
import Foundation
import TradingModel

/// One workload on given files, with its result as one JSON object on the last line, so that a
/// runner can hold it against other systems on the same input:
/// `venues-benchmarks W1 BARS FUNDINGS open|close|toggle FAST SLOW BARS-AT-MOST [BAR-SECONDS]`,
/// `W5 INSTRUCTIONS [ROUNDS]`, `W6 MESSAGES [ROUNDS]`, `W7 LOGS` (a line for each operation).
enum Workload {
  /// What is wrong with the arguments.
  struct Misuse: Error {
    let message: String
  }

  /// The workloads that can be run this way.
  static let names = ["W1", "W5", "W6", "W7"]

  /// Runs a workload and answers its result line.
  static func run(_ name: String, _ arguments: [String]) throws -> String {
    switch name {
    case "W1": return try w1(arguments)
    case "W5": return try w5(arguments)
    case "W6": return try w6(arguments)
    case "W7": return try w7(arguments)
    default: throw Misuse(message: "no workload \(name); there is \(names.joined(separator: ", "))")
    }
  }

  private static func w1(_ arguments: [String]) throws -> String {
    guard arguments.count >= 2 else {
      throw Misuse(message: "W1 BARS FUNDINGS [open|close|toggle] [FAST] [SLOW] [COUNT] [SECONDS]")
    }
    guard let bars: [reference_bar] = W1Data.read(arguments[0]) else {
      throw Misuse(message: "no bars in \(arguments[0])")
    }
    guard let fundings: [reference_funding] = W1Data.read(arguments[1]) else {
      throw Misuse(message: "no fundings in \(arguments[1])")
    }
    var settings = W1Desk.Settings()
    if arguments.count > 2 {
      guard let rule = W1Desk.Rule(rawValue: arguments[2]) else {
        throw Misuse(message: "no rule \(arguments[2]); there are open, close and toggle")
      }
      settings.rule = rule
    }
    settings.fast = try number(arguments, 3) ?? settings.fast
    settings.slow = try number(arguments, 4) ?? settings.slow
    let count = min(try number(arguments, 5) ?? bars.count, bars.count)
    if let seconds = try number(arguments, 6) { settings.bar = Int64(seconds) * 1_000_000_000 }
    return w1(Array(bars.prefix(count)), fundings, settings)
  }

  static func number(_ arguments: [String], _ place: Int) throws -> Int? {
    guard arguments.indices.contains(place) else { return nil }
    guard let number = Int(arguments[place]), number > 0 else {
      throw Misuse(message: "\(arguments[place]) is not a number above zero")
    }
    return number
  }

  /// The least wall time and thread CPU time of some rounds, in seconds.
  static func least(
    of rounds: Int, preparing prepare: () -> Void = {}, doing work: () -> Void
  ) -> (wall: Double, processor: Double) {
    var wall = Double.infinity
    var processor = Double.infinity
    for _ in 0..<rounds {
      prepare()
      let start = Date.timeIntervalSinceReferenceDate
      processor = min(processor, Harness.time(work) / 1e9)
      wall = min(wall, Date.timeIntervalSinceReferenceDate - start)
    }
    return (wall, processor)
  }

  private static func w1(
    _ bars: [reference_bar], _ fundings: [reference_funding], _ settings: W1Desk.Settings
  ) -> String {
    var desk = W1Desk(orders: 0)
    let (wall, processor) = least(of: 5) {
      desk = W1Desk(orders: bars.count / 16, settings: settings)
    } doing: {
      desk.run(bars, fundings, withOrders: true)
    }
    let statement = desk.statement()
    let total = statement.total.rounded(.halfEven) ?? .zero
    return """
      {"workload":"W1","system":"venues","rule":"\(settings.rule.rawValue)","n":\(bars.count),\
      "secs":\(wall),"cpu":\(processor),\
      "ns_per_bar":\(processor * 1e9 / Double(bars.count)),"fills":\(desk.fills),\
      "pos_lots":\(desk.position),"pnl":"\(statement.total)",\
      "pnl12":\(total.mantissa / 1_000_000),"residual":"\(statement.residual)"}
      """
  }
}
