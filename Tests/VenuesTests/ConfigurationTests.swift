import Foundation
import Secrets
import Testing
import Venues

@Suite struct ConfigurationTests {
  private func value(_ key: String, _ layers: LayeredConfiguration) -> ConfigurationValue? {
    layers.values.first { $0.key == key }
  }

  @Test func flagsWinOverEnvironmentOverFileOverDefault() throws {
    let file = (
      text: "schema: venues.config/1\nseed: \"2\"\nhorizonDays: \"3\"\nwarmUpDays: \"4\"\n",
      path: "f.yaml"
    )
    let layers = try LayeredConfiguration(
      file: file, environment: ["VENUES_SEED": "5", "VENUES_HORIZON_DAYS": "6", "HOME": "/"],
      flags: [(key: "seed", value: "7")])
    #expect(layers.configuration.seed == 7 && layers.configuration.horizonDays == 6)
    #expect(layers.configuration.warmUpDays == 4)
    #expect(value("seed", layers)?.origin == .flag("--set seed"))
    #expect(value("horizonDays", layers)?.origin == .environment("VENUES_HORIZON_DAYS"))
    #expect(value("warmUpDays", layers)?.origin == .file("f.yaml"))
    #expect(value("gaps", layers)?.origin == .embedded)
    let plain = try LayeredConfiguration()
    #expect(plain.values.allSatisfy { $0.origin == .embedded })
    #expect(plain.configuration.canonical == (try RunConfiguration.embedded()).canonical)
  }

  @Test func mappingsComeFromTheEnvironmentToo() throws {
    let layers = try LayeredConfiguration(
      environment: ["VENUES_OPENING_BALANCES": "okx:BaseToken:USDT=10,wallet:BaseToken:ETH=0.5"])
    #expect(
      layers.configuration.openingBalances.map(\.key)
        == ["okx:BaseToken:USDT", "wallet:BaseToken:ETH"])
  }

  /// Environment, flags, file; and what the message must contain.
  @Test(arguments: [
    (["VENUES_SED": "1"], "", "", "'VENUES_SEED'"), ([:], "sede=1", "", "'seed'"),
    ([:], "", "schema: venues.config/1\nsede: \"1\"\n", "'seed'"),
    (["VENUES_SEED": "x"], "", "", "a whole number"), ([:], "seed=-1", "", "a whole number"),
    ([:], "", "seed: \"1\"\n", "is missing"), ([:], "", "- 1\n", "not a mapping"),
    ([:], "openingBalances=a", "", "has an entry 'a'"),
    ([:], "gaps=ignore", "", "ignore"),
  ])
  func mistakesNameTheKeyAndTheNearest(
    environment: [String: String], flag: String, file: String, expected: String
  ) throws {
    let sides = flag.split(separator: "=", maxSplits: 1).map(String.init)
    #expect {
      _ = try LayeredConfiguration(
        file: file.isEmpty ? nil : (text: file, path: "f.yaml"), environment: environment,
        flags: sides.count == 2 ? [(key: sides[0], value: sides[1])] : [])
    } throws: {
      guard let error = $0 as? ConfigurationError else { return false }
      return error.description.contains(expected)
    }
  }

  @Test(arguments: ["bybit.rest", "restSpot", "binance.publicspot", ".restSpot", "a.b.restSpot"])
  func aServiceNobodyAsksForIsNamed(service: String) {
    let file = "schema: venues.config/1\nendpoints: { \"\(service)\": \"http://127.0.0.1:1\" }\n"
    #expect {
      _ = try LayeredConfiguration(file: (text: file, path: "f"))
    } throws: {
      guard let error = $0 as? ConfigurationError else { return false }
      return error.path == "endpoints.\(service)" && error.hint.contains("restSpot")
    }
  }

  @Test(arguments: [
    ("env:BINANCE_KEY", true), ("file:/run/secrets/bin", true), ("systemd:bin", true),
    ("docker:bin", true), ("keystore:/keys/a.json", true), ("age:/keys/a.age", true),
    ("hunter2", false), ("0x4c0883a69102937d6231471b5dbb6204fe512961708279", false), ("", false),
    ("env:", false), ("env:A B", false), ("file:relative", false), ("systemd:../x", false),
    ("vault:x", false), ("file:", false),
  ])
  func onlyReferencesAreSecrets(text: String, isReference: Bool) throws {
    #expect(SecretReference(text)?.description ?? text == text)
    let file = "schema: venues.config/1\nsecrets: { \"binance.trade\": \"\(text)\" }\n"
    if isReference {
      let layers = try LayeredConfiguration(file: (text: file, path: "f"))
      #expect(layers.configuration.secrets.map(\.name) == ["binance.trade"])
    } else {
      #expect {
        _ = try LayeredConfiguration(file: (text: file, path: "f"))
      } throws: {
        // The message never repeats what may be the secret.
        let message = ($0 as? ConfigurationError)?.description ?? text
        return text.isEmpty || (!message.contains(text) && message.contains("secrets.binance"))
          || ["env:", "file:"].contains(text)
      }
    }
  }

  @Test func aFileOthersMayReadIsRefused() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("venues-secret-\(ProcessInfo.processInfo.globallyUniqueString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    _ = FileManager.default.createFile(
      atPath: path, contents: Data("s3cret\n".utf8), attributes: [.posixPermissions: 0o600])
    let reference = try #require(SecretReference("file:\(path)"))
    #expect(try reference.resolvedText() == "s3cret")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    #expect { _ = try reference.resolvedText() } throws: {
      guard let error = $0 as? VenuesError else { return false }
      return error.code == "secret.tooOpen" && error.kind == .configuration
        && !error.description.contains("s3cret")
    }
  }

  @Test func environmentSecretsAreReadAndMissingOnesNamed() throws {
    setenv("VENUES_TEST_SECRET_VALUE", "abc", 1)
    defer { unsetenv("VENUES_TEST_SECRET_VALUE") }
    #expect(try SecretReference("env:VENUES_TEST_SECRET_VALUE")?.resolvedText() == "abc")
    for text in ["env:VENUES_TEST_NOT_SET", "file:/nowhere", "docker:none", "keystore:/k"] {
      #expect(throws: VenuesError.self) { _ = try SecretReference(text)?.resolvedText() }
    }
  }
}

extension RunConfiguration {
  fileprivate var canonical: [String] {
    openingBalances.map { "\($0.key)=\($0.amount)" }
      + addressBook.map { "\($0.label)=\($0.wallet)" }
      + [
        reportingCurrency, "\(start)", defaultWallet, "\(seed)", "\(warmUpDays)", "\(horizonDays)",
        gaps.rawValue, conflicts.rawValue, "\(maximumEquityMultiple)", policy,
      ]
  }
}
