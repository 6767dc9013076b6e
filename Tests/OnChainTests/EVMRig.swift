import Ethereum
import TestSupport
import VenueDefinitions

/// A real EVM chain on loopback with what these tests need of it.
final class EVMRig: Sendable {
  let keys: [String]
  let accounts: [Address]
  let deployment: Deployment
  let contracts: [String: Address]
  private let chain: ChainRig

  static var isPresent: Bool { ChainRig.isPresent }

  var port: Int { chain.port }
  var url: String { chain.url }

  init(arguments: [String] = []) throws {
    chain = try ChainRig(arguments: arguments)
    keys = chain.accounts.map(\.key)
    accounts = chain.accounts.compactMap { Address($0.address) }
    contracts = chain.contracts.compactMapValues { Address($0) }
    deployment = try Deployment(json: chain.deployments(), file: "rig")
  }

  func stop() { chain.stop() }
}
