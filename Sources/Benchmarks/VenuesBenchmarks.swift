import CBenchmarkReference
import Foundation

/// Measures the hot paths against references built or loaded beside them. Fixed seeds, fixed work,
/// nothing asserted: `venues-benchmarks [--filter TEXT] [--json] [--home DIR] [--peers DIR]`. With
/// the name of a workload first it runs that alone on given files (``Workload``).
@main
enum VenuesBenchmarks {
  private static let groups: [(name: String, run: @Sendable () -> [Measurement])] = [
    ("decimal", { DecimalBenchmarks.run() }), ("UInt256", { WideBenchmarks.run() }),
    ("digest", { DigestBenchmarks.run() }), ("signing", { SigningBenchmarks.run() }),
    ("core", { CoreBenchmarks.run() }),
    ("w1", { W1Benchmarks.run() }),
    ("w5", { OrderPathBenchmarks.run() }), ("w6", { StreamBenchmarks.run() }),
    ("contracts", { ContractBenchmarks.run() }), ("jsonrpc", { NodeCallBenchmarks.run() }),
    ("request", { RequestSigningBenchmarks.run() }), ("w8", { HTTPBenchmarks.run() }),
    ("websocket", { WebSocketBenchmarks.run() }),
    ("startup", { StartupBenchmarks.run() }),
  ]

  static func main() {
    reference_keep_memory()
    let arguments = CommandLine.arguments.dropFirst()
    if let name = arguments.first, name.first?.isUppercase == true {
      do {
        print(try Workload.run(name, Array(arguments.dropFirst())))
      } catch {
        FileHandle.standardError.write(Data("venues-benchmarks: \(error)\n".utf8))
        exit(2)
      }
      return
    }
    if arguments.first == "--serve-frames", CommandLine.arguments.count == 5,
      let port = UInt16(CommandLine.arguments[2])
    {
      return FrameServer.run(
        port: port, certificate: CommandLine.arguments[3], key: CommandLine.arguments[4])
    }
    var filter = ""
    if let place = arguments.firstIndex(of: "--filter"), arguments.indices.contains(place + 1) {
      filter = arguments[place + 1]
    }
    var results: [Measurement] = []
    for group in groups where filter.isEmpty || group.name.contains(filter) {
      results += group.run()
    }
    print(arguments.contains("--json") ? Table.json(results) : Table.text(results))
  }
}
