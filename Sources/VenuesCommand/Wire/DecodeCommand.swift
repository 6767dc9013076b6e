import ArgumentParser
import CEX
import VenueDefinitions

/// `venues decode`: what an exchange sent, in our words.
struct DecodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: "Read exchanges' answers and stream messages into our own words.",
    discussion: """
      One JSON object a line from standard input, one a line to standard output, in the same order.
      The fields are described in docs/wire-tools.md.

      Example:
        echo '{"id":1,"venue":"bybit","market":"linear","transport":"rest","request":"place_order",\
      "payload":{"retCode":110072,"retMsg":"OrderLinkedID is duplicate","result":{}}}' \\
          | venues decode --jsonl
      """)

  @Flag(help: "One JSON object a line; the only form there is.") var jsonl = false

  func run() throws {
    let tool = DecodeTool(try VenueRegistry.embedded())
    LineTool.run { tool.answer(line: $0) }
  }
}
