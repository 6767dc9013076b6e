import ArgumentParser
import EthereumTools
import JSON
import TradingModel
import Venues

/// `venues eth`: hashes, encodings, signatures and arithmetic of Ethereum, for people and scripts.
struct EthCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eth", abstract: "Ethereum's hashes, encodings, signatures and arithmetic.",
    discussion: EthText.discussion)

  @Argument(help: "The verb.") var verb: String
  @Argument(
    help: "The verb's arguments: JSON where they begin with [ or {, a file's content as @PATH.")
  var arguments: [String] = []
  @Option(help: "The private key: env:NAME or file:PATH; to send also keystore:PATH.") var key:
    String?
  @Option(help: "The password: env:NAME or file:PATH.") var password: String?
  @Option(help: "Another field of the request, as name=value; may be given again.")
  var set: [String] = []
  @Flag(help: "One JSON object.") var json = false
  @Flag(help: "One JSON object a line on standard input, one answer a line, in order.")
  var jsonl = false

  @OptionGroup var endpoint: EndpointOptions

  func run() async throws {
    try await Output.run(json: json || jsonl) {
      if let verb = EndpointRequest.Verb(rawValue: verb) {
        return try await ask(verb)
      }
      guard let verb = EthereumTools.verb(verb) else {
        let near = Spelling.nearest(
          to: verb,
          among: EthereumTools.verbs.map(\.name)
            + EndpointRequest.Verb.allCases.map(\.rawValue))
        throw VenuesError(
          .usage, code: "unknownVerb", message: "'\(verb)' is no verb of eth",
          hint: near.map { "Did you mean '\($0)'?" } ?? "venues eth --help lists them.")
      }
      if jsonl {
        LineTool.run { EthereumTools.answer(verb.name, $0) }
      } else {
        try answer(verb)
      }
    }
  }

  private func ask(_ verb: EndpointRequest.Verb) async throws {
    guard !jsonl, set.isEmpty else {
      throw VenuesError(
        .usage, code: "usage", message: "an endpoint's verb takes neither --jsonl nor --set")
    }
    let request = try endpoint.request(verb, arguments, key: key, password: password)
    let answer = try await EndpointTool(request) { Output.note($0) }.answer()
    Output.lines(json ? [answer.description] : EthText.lines(answer))
  }

  private func answer(_ verb: EthereumVerb) throws(VenuesError) {
    let text = EthereumTools.answer(verb.name, try request(verb))
    let answer: JSONNode
    do {
      answer = try JSONNode(parsing: text)
    } catch {
      throw VenuesError(.usage, code: "malformedAnswer", message: "\(error)")
    }
    if let error = answer["error"] {
      throw VenuesError(
        .usage, code: error["code"]?.text ?? "", message: error["message"]?.text ?? "",
        hint: "venues eth \(EthereumArguments.usage(verb))")
    }
    Output.lines(json ? [text] : EthText.lines(answer))
  }

  private func request(_ verb: EthereumVerb) throws(VenuesError) -> [UInt8] {
    if arguments == ["-"] { return try Setup.bytes(of: "-") }
    var fields: [(name: String, value: String)] = []
    if let key { fields.append(("privateKey", key)) }
    if let password { fields.append(("password", password)) }
    for text in set {
      guard let equals = text.firstIndex(of: "=") else {
        throw VenuesError(.usage, code: "usage", message: "'\(text)' is not name=value")
      }
      let value = try content(String(text[text.index(after: equals)...]))
      fields.append((String(text[..<equals]), value))
    }
    var values: [String] = []
    for argument in arguments { values.append(try content(argument)) }
    do throws(EthereumArguments.Refusal) {
      return try EthereumArguments.request(verb, values, fields: fields)
    } catch {
      throw VenuesError(.usage, code: "usage", message: error.message)
    }
  }

  /// The argument, or with `@` before it the content of the file it names.
  private func content(_ argument: String) throws(VenuesError) -> String {
    guard argument.hasPrefix("@") else { return argument }
    let bytes = try Setup.bytes(of: String(argument.dropFirst()))
    return String(decoding: bytes, as: UTF8.self)
  }
}
