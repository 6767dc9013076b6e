import Testing
import Venues

/// The key `chains` is decoded strictly.
@Suite struct ChainConfigurationTests {
  private static let account =
    #"account: {address: "0x90F79bf6EB2c4f870365E785982E1f101E93b906", key: "file:/run/key"}"#

  private func layered(_ chain: String) throws -> RunConfiguration {
    let text = "schema: venues.config/1\nchains:\n  ethereum: {\(chain)}\n"
    return try LayeredConfiguration(file: (text: text, path: "f")).configuration
  }

  @Test func whatIsLeftOutHasDefaults() throws {
    let configuration = try layered(#"rpc: "http://127.0.0.1:1", chainId: "1", \#(Self.account)"#)
    let chain = try #require(configuration.chains.first)
    #expect(chain.endpoints == ["http://127.0.0.1:1"] && chain.quorum == 1)
    #expect(chain.confirmations == 2 && chain.clockSkewSeconds == 30)
    #expect(chain.wallet == "wallet" && chain.spendCaps.isEmpty)
    // The journal keeps the canonical text: it must read back as the same.
    let text = configuration.canonicalText
    #expect(try RunConfiguration(yaml: text, file: "j").canonicalText == text)
  }

  @Test func aRelayIsRead() throws {
    let configuration = try layered(
      #"rpc: "http://127.0.0.1:1", chainId: "1", \#(Self.account), "#
        + #"relay: {url: "http://127.0.0.1:2/relay", key: "file:/run/relay", form: bundle}"#)
    let relay = try #require(configuration.chains.first?.relay)
    #expect(relay.url == "http://127.0.0.1:2/relay" && relay.blocks == 5)
    let text = configuration.canonicalText
    #expect(text.contains("form: \"bundle\""))
    #expect(try RunConfiguration(yaml: text, file: "j").canonicalText == text)
  }

  @Test(arguments: [
    (#"url: "ftp://127.0.0.1:2", key: "file:/run/relay""#, "is 'ftp://127.0.0.1:2'"),
    (#"url: "relay", key: "file:/run/relay""#, "is 'relay'"),
    (#"key: "file:/run/relay""#, "relay.url"),
    (#"url: "http://127.0.0.1:2""#, "relay.key"),
    (#"url: "http://127.0.0.1:2", key: "0x0123""#, "is not a reference to a secret"),
    (#"url: "http://127.0.0.1:2", key: "keystore:/run/relay""#, "relay.password"),
    (#"url: "http://127.0.0.1:2", key: "env:A", form: public"#, "is 'public'"),
    (#"url: "http://127.0.0.1:2", key: "env:A", blocks: "0""#, "is '0'"),
    (#"url: "http://127.0.0.1:2", key: "env:A", blocks: "101""#, "is '101'"),
    (#"url: "http://127.0.0.1:2", key: "env:A", block: "1""#, "Did you mean 'blocks'?"),
  ])
  func flawsOfARelayAreNamed(_ relay: String, _ message: String) {
    #expect {
      _ = try layered(
        #"rpc: "http://127.0.0.1:1", chainId: "1", \#(Self.account), relay: {\#(relay)}"#)
    } throws: { error in
      guard let error = error as? ConfigurationError else { return false }
      return error.description.contains(message) && !error.description.contains("0x0123")
    }
  }

  @Test(arguments: [
    (#"rcp: "http://127.0.0.1:1", chainId: "1""#, "Did you mean 'rpc'?"),
    (#"rpc: "http://127.0.0.1:1", chainId: "0""#, "is '0'"),
    (#"rpc: "http://127.0.0.1:1", ws: "http://127.0.0.1:1", chainId: "1""#, "Allowed: a ws"),
    (#"rpc: "http://127.0.0.1:1", chainId: "1", quorum: "2""#, "is '2'"),
    (#"rpc: "http://127.0.0.1:1", chainId: "1""#, "is missing"),
    (
      #"rpc: "http://127.0.0.1:1", chainId: "1", account: {key: "0x01"}"#, "is missing"
    ),
    (
      #"rpc: "http://127.0.0.1:1", chainId: "1", account: {key: "env:A", "#
        + #"address: "0x90f79bf6EB2c4f870365E785982E1f101E93b906"}"#,
      "is '0x90f7"
    ),
    (
      #"rpc: "http://127.0.0.1:1", chainId: "1", account: {key: "0x0123", "#
        + #"address: "0x90F79bf6EB2c4f870365E785982E1f101E93b906"}"#,
      "is not a reference to a secret"
    ),
    (
      #"rpc: "http://127.0.0.1:1", chainId: "1", \#(Self.account), policy: {spendCap: {}}"#,
      "Did you mean 'spendCaps'?"
    ),
  ])
  func flawsAreNamed(_ chain: String, _ message: String) {
    #expect {
      _ = try layered(chain)
    } throws: { error in
      guard let error = error as? ConfigurationError else { return false }
      return error.description.contains(message) && !error.description.contains("0x0123")
    }
  }
}
