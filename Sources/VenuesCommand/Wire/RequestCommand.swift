import ArgumentParser
import CEX
import Foundation
import JSON
import Secrets
import VenueDefinitions
import Venues

/// `venues request`: calls into the exact requests they become. Nothing is sent.
struct RequestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "request",
    abstract: "Show the exact HTTP requests that calls to an exchange become.",
    discussion: """
      Reads one call a line and answers one line each; nothing is sent. docs/wire-tools.md has
      every field. Keys come by reference: from VENUES_BINANCE_KEY, VENUES_BINANCE_SECRET,
      VENUES_OKX_PASSPHRASE and so on, or from what --key, --secret and --passphrase name.
      """)

  @Flag(help: "One JSON object a line in, one a line out.") var jsonl = false
  @Option(help: "The time of every request, in milliseconds since 1970; else the clock's.")
  var clock: Int64?
  @Option(help: "A folder with the venues' own instrument answers; else the built-in ones.")
  var instruments: String?
  @Option(help: "Where the key is: env:NAME or file:PATH, for every venue.") var key: String?
  @Option(help: "Where the secret is: env:NAME or file:PATH.") var secret: String?
  @Option(help: "Where OKX's passphrase is: env:NAME or file:PATH.") var passphrase: String?
  @Option(name: .customLong("venues-dir"), help: "Venue definitions laid over the embedded ones.")
  var venuesDirectory: String?

  func run() async throws {
    try await Output.run(json: jsonl) {
      guard jsonl else {
        throw VenuesError(
          .usage, code: "usage", message: "venues request reads lines",
          hint: "venues request --jsonl < calls.jsonl")
      }
      if let clock, clock < 0 {
        throw VenuesError(
          .usage, code: "usage", message: "--clock is negative", hint: "Milliseconds since 1970.")
      }
      let registry = try registry()
      let books = try instruments.map(InstrumentFolder.read) ?? [:]
      var keys: [String: Credentials] = [:]
      for venue in ["binance", "bybit", "okx"] { keys[venue] = try credentials(of: venue) }
      let known = keys
      let tool = RequestTool(registry: registry, instruments: books) { known[$0] }
      LineTool.run { line in
        tool.answer(line: line, at: clock ?? Int64(Date().timeIntervalSince1970 * 1000))
      }
    }
  }

  private func registry() throws -> VenueRegistry {
    do {
      return try venuesDirectory.map(VenueRegistry.embedded(overriddenBy:))
        ?? VenueRegistry.embedded()
    } catch {
      throw VenuesError(
        .configuration, code: "venues", message: "\(error)", hint: "Correct the venue files.")
    }
  }

  /// The key of a venue, or nil where the environment has none.
  private func credentials(of venue: String) throws -> Credentials? {
    let prefix = "VENUES_\(venue.uppercased())_"
    guard let key = try place(key, "\(prefix)KEY", "VENUES_KEY"),
      let secret = try place(secret, "\(prefix)SECRET", "VENUES_SECRET")
    else { return nil }
    let phrase = try place(passphrase, "\(prefix)PASSPHRASE", "VENUES_PASSPHRASE")?
      .resolvedText()
    let name = try key.resolvedText()
    let words = try secret.resolve()
    do {
      return try Credentials(key: name, secret: words, passphrase: phrase)
    } catch {
      throw VenuesError(
        .configuration, code: "credentials",
        message: "the secret of \(venue) cannot sign: \(error)",
        hint: "An HMAC secret, or a PEM private key without passphrase.")
    }
  }

  /// What a reference names; without one, the first variable that is set.
  private func place(_ reference: String?, _ names: String...) throws -> SecretReference? {
    guard let reference else {
      return names.lazy.compactMap { SecretReference("env:\($0)") }.first { place in
        (try? place.resolve().count) != nil
      }
    }
    guard let place = SecretReference(reference) else {
      throw VenuesError(
        .usage, code: "usage", message: "a key is given by reference, not by value",
        hint: "env:NAME or file:PATH.")
    }
    return place
  }
}
