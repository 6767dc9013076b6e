import Ethereum
import FixedPoint
import Testing
import VenueDefinitions

@Suite struct DeploymentTests {
  /// The embedded file and the venue files name the same addresses.
  @Test func agreesWithTheVenueFiles() throws {
    let deployment = try #require(try Deployment.embedded(chain: "ethereum"))
    #expect(deployment.chainID == 1)
    let registry = try VenueRegistry.embedded()
    var compared = 0
    for definition in registry.definitions {
      for token in definition.tokens {
        guard let address = token.address else { continue }
        #expect(deployment.token(token.symbol) == address, "\(token.symbol)")
        compared += 1
      }
      for contract in definition.contracts {
        guard let address = deployment.contract("\(definition.id).\(contract.name)") else {
          continue
        }
        #expect(address == contract.address, "\(definition.id).\(contract.name)")
        compared += 1
      }
    }
    #expect(compared > 25)
  }

  @Test(arguments: [
    ("[]", "no object"), ("{", "not JSON"),
    (#"{"schema":"venues.deployments/1","chian":"x"}"#, "did you mean \"chain\""),
    (#"{"schema":"venues.deployments/2"}"#, "allowed: venues.deployments/1"),
    (#"{"schema":"venues.deployments/1","chainId":"0","chain":"x"}"#, "positive"),
    (
      #"{"schema":"venues.deployments/1","chainId":"1","chain":"x","tokens":{"A":"0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"},"contracts":{}}"#,
      "checksum"
    ),
    (#"{"schema":"venues.deployments/1","chainId":"1","chain":"x","tokens":{}}"#, "contracts"),
  ])
  func refusesFlawedFiles(_ json: String, _ expected: String) {
    #expect {
      _ = try Deployment(json: json, file: "d.json")
    } throws: { error in
      "\(error)".contains(expected)
    }
  }
}
