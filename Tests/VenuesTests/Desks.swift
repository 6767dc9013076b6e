import Foundation
import InstructionLanguage
import TradingModel
import Venues

/// Desks over the embedded sample and instructions written in the test.
enum Desks {
  static func make(venuesDirectory: String? = nil) throws -> Desk {
    let factory = try ExecutionInterfaceFactory(
      configuration: .embedded(), venuesDirectory: venuesDirectory)
    return try factory.makeDesk()
  }

  static func instruction(_ json: String, id: String = "test") throws -> Instruction {
    try InstructionDecoder.decode(Array(json.utf8), file: "test", defaultID: id)
  }

  static func example(_ name: String) throws -> Instruction {
    let url = root.appendingPathComponent("docs/examples/\(name)")
    return try InstructionDecoder.decode(
      Array(try Data(contentsOf: url)), file: name, defaultID: name)
  }

  static var root: URL {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url
  }
}
